using TshActions.Core.Checks;

namespace TshActions.Manifest;

/// <summary>Turns the checked steps of a scenario into values.</summary>
internal static class ScenarioReader
{
    public static Scenario Scenario(Checked part) =>
        new(
            [.. part["steps"].Items.Select(Step)],
            [.. part.Find("cleanup")?.Items.Select(Step) ?? []],
            part["attempts"]["successes"].Number,
            part["attempts"]["of"].Number
        );

    private static ScenarioStep Step(Checked part) =>
        new(
            part["name"].Text,
            part["method"].Text,
            part["path"].Text,
            part.Find("status")?.Number ?? (part["method"].Text is "WEBSOCKET" ? 101 : 200),
            Table(part.Find("headers"), value => value.Text),
            part.Find("body")?.Tree is { } body ? YamlJson.Body(body) : null,
            Table(
                part.Find("expect"),
                value => value.Tree is YamlTree.Leaf { IsNothing: false } leaf ? leaf.Text : null
            ),
            Table(part.Find("capture"), value => value.Text)
        );

    private static Dictionary<string, T> Table<T>(Checked? table, Func<Checked, T> value) =>
        table?.Keys.ToDictionary(entry => entry.Key, entry => value(entry.Value)) ?? [];
}
