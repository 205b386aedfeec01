using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace TshActions.Core.Checks;

/// <summary>
/// Text with `{name}` in it. JSON's own braces never look like that: behind them comes a quote, a space or a brace.
/// What is filled in is written as its place wants it, so that a value cannot become more than a value.
/// </summary>
public static partial class Template
{
    public static IEnumerable<string> Names(string text) =>
        Name().Matches(text).Select(match => match.Groups[1].Value);

    public static Filled Path(string text, IReadOnlyDictionary<string, string> values) =>
        Fill(text, values, Uri.EscapeDataString);

    public static Filled Header(string text, IReadOnlyDictionary<string, string> values) =>
        Fill(text, values, value => value.ReplaceLineEndings(" "));

    public static Filled Json(string text, IReadOnlyDictionary<string, string> values) =>
        Fill(text, values, JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode);

    public static Filled Plain(string text, IReadOnlyDictionary<string, string> values) =>
        Fill(text, values, value => value);

    private static Filled Fill(
        string text,
        IReadOnlyDictionary<string, string> values,
        Func<string, string> write
    ) =>
        Names(text).FirstOrDefault(name => !values.ContainsKey(name)) is { } unknown
            ? new Filled.Unknown(unknown)
            : new Filled.Whole(Name().Replace(text, match => write(values[match.Groups[1].Value])));

    [GeneratedRegex(@"\{([A-Za-z_][A-Za-z0-9_.-]*)\}")]
    private static partial Regex Name();
}

/// <summary>A template with its values in it, or the name that has none.</summary>
public abstract record Filled
{
    private Filled() { }

    public sealed record Whole(string Text) : Filled;

    public sealed record Unknown(string Name) : Filled;
}
