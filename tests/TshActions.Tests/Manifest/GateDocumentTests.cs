using TshActions.Manifest;

namespace TshActions.Tests.Manifest;

/// <summary>docs/health-gate.md has the keys as the program reads them, and the presets as they are.</summary>
public class GateDocumentTests
{
    private const string Document = "docs/health-gate.md";

    // Every check has these; they are told once.
    private static readonly string[] Common = ["name", "on-failure", "scope", "when"];

    [Fact]
    public void The_tables_of_keys_are_the_shape() =>
        Part("keys", $"{Table("gate", GateShape.Gate)}\n{CommonKeys}\n{Kinds}");

    [Fact]
    public void The_presets_are_shown_as_they_are_read() =>
        Part(
            "presets",
            string.Concat(
                GatePresets.Names.Select(name =>
                    $"### `{name}`\n\n```yaml\n{GatePresets.Text(name)}```\n\n"
                )
            )
        );

    private static string CommonKeys =>
        "### Every check\n\n| key | what | default |\n|---|---|---|\n"
        + string.Concat(
            GateShapeOf("http")
                .Keys.Where(key => Common.Contains(key.Name))
                .Select(key =>
                    Row(
                        key.Name,
                        key.Shape.About + Words(key.Shape),
                        key.Name is "scope" or "when" ? "by kind" : Default(key)
                    )
                )
        );

    private static string Kinds =>
        string.Join(
            '\n',
            CheckShape.Check.Maps.Select(kind =>
                $"### `kind: {kind.Word}`\n\n{kind.Map.About}"
                + (
                    kind.Word is "off"
                        ? "\n"
                        : $" Asked `{Of(kind.Map, "when")}`; scope `{Of(kind.Map, "scope")}`.\n\n"
                            + Rows(
                                kind.Map with
                                {
                                    Keys =
                                    [
                                        .. kind.Map.Keys.Where(key => !Common.Contains(key.Name)),
                                    ],
                                }
                            )
                )
            )
        );

    private static Shape.Map GateShapeOf(string kind) =>
        CheckShape.Check.Maps.First(entry => entry.Word == kind).Map;

    private static string Of(Shape.Map map, string key) =>
        map.Keys.First(known => known.Name == key).Default!;

    private static string Table(string name, Shape.Map map) => $"### `{name}`\n\n{Rows(map)}";

    private static string Rows(Shape.Map map) =>
        map.Keys.Count is 0
            ? ""
            : "| key | what | default |\n|---|---|---|\n"
                + string.Concat(Lines(map, "", new Dictionary<string, string>()));

    /// <param name="told">What a table has said of a key, and where.</param>
    private static IEnumerable<string> Lines(
        Shape.Map map,
        string path,
        Dictionary<string, string> told
    )
    {
        foreach (var key in map.Keys)
        {
            var here = path + key.Name;
            var inner = Below(key.Shape);
            var about =
                inner is ({ About: "One request." }, _) && key.Name is "cleanup"
                    ? $"{key.Shape.About} Keys as of `steps`."
                    : key.Shape.About + Words(key.Shape);
            yield return told.TryAdd($"{key.Name}: {about}", here)
                ? Row(here, about, Default(key))
                : Row(here, $"As `{told[$"{key.Name}: {about}"]}`.", Default(key));
            if (inner is var (below, between) && key.Name is not "cleanup")
                foreach (var line in Lines(below, $"{here}{between}.", told))
                    yield return line;
        }
    }

    private static (Shape.Map Map, string Between)? Below(Shape shape) =>
        shape switch
        {
            Shape.Map map => (map, ""),
            Shape.List { Item: Shape.Map map } => (map, "[]"),
            Shape.Table { Value: Shape.Map map } => (map, ".*"),
            _ => null,
        };

    private static string Row(string path, string about, string standard) =>
        $"| `{path}` | {about.Replace("|", "\\|")} | {standard} |\n";

    private static string Words(Shape shape) =>
        shape is Shape.Choice choice
            ? $" {string.Join(", ", choice.Words.Select(word => $"`{word}`"))}."
            : "";

    private static string Default(Shape.Key key) =>
        key.Required ? "must be written"
        : key.Default is { } text ? $"`{text}`"
        : "";

    /// <summary>Holds what stands between two marks against what should; `APPROVE=1` rewrites it.</summary>
    private static void Part(string name, string text)
    {
        var whole = Repository.Read(Document);
        var (begin, end) = ($"<!-- {name} -->\n", $"<!-- /{name} -->");
        var from = whole.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var to = whole.IndexOf(end, StringComparison.Ordinal);
        Approved.CheckFile(
            whole[..from] + text.TrimEnd('\n') + "\n" + whole[to..],
            Repository.PathOf(Document)
        );
    }
}
