using System.Xml.Linq;
using TshActions.Core.Reports;

namespace TshActions.Core.Metrics.Page;

/// <summary>Elements of a page. Text is escaped by being text; nothing here can open a tag that it does not mean.</summary>
internal static class Html
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    // What a browser takes for closed by itself; anything else must be closed even where it is empty.
    private static readonly string[] Void = ["meta", "br", "link"];

    public static XElement El(string name, params object?[] content) =>
        new(name, content, Void.Contains(name) ? null : "");

    public static XElement Shape(string name, params object?[] content) => new(Svg + name, content);

    public static XAttribute At(string name, object value) => new(name, value);

    public static XAttribute Class(string value) => new("class", value);

    public static XAttribute Style(string value) => new("style", value);

    /// <summary>Foreign text, which may hold what no document may.</summary>
    public static string Plain(string text) => PlainText.OneLine(text, 300);

    public static string Number(double number) => $"{number:0.##}";
}
