using System.Text.Json;

namespace TshActions.Core.Checks;

/// <summary>
/// A health report in any of the shapes in use: `checks` of draft-inadarei-api-health-check-06 (a list per name, names
/// like `postgres:connections`), `entries` or `results` of ASP.NET, `components` of Spring, a list of named entries, or
/// a plain map of names to words.
/// </summary>
public static class HealthReportJudge
{
    private static readonly string[] Holders =
    [
        "checks",
        "entries",
        "results",
        "components",
        "services",
        "dependencies",
    ];

    private static readonly Dictionary<string, Finding> Words = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["pass"] = Finding.Passed,
        ["passed"] = Finding.Passed,
        ["ok"] = Finding.Passed,
        ["up"] = Finding.Passed,
        ["healthy"] = Finding.Passed,
        ["connected"] = Finding.Passed,
        ["available"] = Finding.Passed,
        ["running"] = Finding.Passed,
        ["true"] = Finding.Passed,
        ["warn"] = Finding.Warning,
        ["warning"] = Finding.Warning,
        ["degraded"] = Finding.Warning,
        ["fail"] = Finding.Failed,
        ["failed"] = Finding.Failed,
        ["error"] = Finding.Failed,
        ["down"] = Finding.Failed,
        ["critical"] = Finding.Failed,
        ["unhealthy"] = Finding.Failed,
        ["disconnected"] = Finding.Failed,
        ["unavailable"] = Finding.Failed,
        ["false"] = Finding.Failed,
    };

    /// <param name="require">Entries that must be there; the rest speak through the overall status alone.</param>
    public static Judged Judge(IReadOnlyList<string> require, Reply.Answered answer)
    {
        if (!JsonText.TryRead(answer, out var root, out var why))
            return answer.IsSuccess
                ? Judged.Error($"the report is {why}")
                : Judged.Failed($"status {answer.Status}, and the report is {why}");
        if (root.ValueKind is not JsonValueKind.Object)
            return Judged.Error("the report is JSON, but no object");

        var overall = Member(root, "status");
        List<Judged> all = [];
        if (overall is { } word)
            all.Add(Word("status", word));
        else if (require.Count is 0)
            all.Add(Judged.Error("the report has no overall status, and no entry is required"));
        var entries = Entries(root);
        foreach (var name in require)
            all.AddRange(Named(name, entries));
        if (!answer.IsSuccess)
            all.Add(Judged.Failed($"answered with status {answer.Status}"));

        var worst = Judged.Worst(all);
        return worst.Finding is Finding.Passed
            ? Judged.Passed(
                require.Count is 0
                    ? worst.Detail
                    : $"{string.Join(", ", require)}: healthy{(overall is null ? "" : ", and the whole")}"
            )
            : worst;
    }

    private static IEnumerable<Judged> Named(string name, List<(string Name, JsonElement Entry)> of)
    {
        var found = of.Where(entry => entry.Name == name || entry.Name.StartsWith(name + ':'))
            .ToList();
        return found.Count > 0
            ? found.SelectMany(entry => Entry(entry.Name, entry.Entry))
            : [Judged.Error($"{name} is not in the report")];
    }

    private static IEnumerable<Judged> Entry(string name, JsonElement entry) =>
        entry.ValueKind switch
        {
            JsonValueKind.Array when entry.GetArrayLength() > 0 => entry
                .EnumerateArray()
                .SelectMany(one => Entry(name, one)),
            JsonValueKind.Array => [Judged.Error($"{name} is an empty list")],
            JsonValueKind.Object when Member(entry, "status") is { } status => [Word(name, status)],
            JsonValueKind.Object => [Judged.Error($"{name} has no status")],
            _ => [Word(name, entry)],
        };

    private static Judged Word(string name, JsonElement value)
    {
        if (Expectation.Text(value) is not { } word)
            return Judged.Error($"{name} has no status that is a word");
        return Words.TryGetValue(word, out var finding)
            ? new(finding, $"{name} is {word}")
            : Judged.Error($"{name} says \"{Excerpt.Of(word)}\", which is no status");
    }

    private static List<(string Name, JsonElement Entry)> Entries(JsonElement root)
    {
        var held = Holders
            .Select(holder => Member(root, holder))
            .OfType<JsonElement>()
            .Where(holder => holder.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            .ToList();
        return held.Count is 0 ? [.. Members(root)] : [.. held.SelectMany(Members)];
    }

    private static IEnumerable<(string Name, JsonElement Entry)> Members(JsonElement holder) =>
        holder.ValueKind is JsonValueKind.Object
            ? holder.EnumerateObject().Select(member => (member.Name, member.Value))
            : holder
                .EnumerateArray()
                .Where(entry => entry.ValueKind is JsonValueKind.Object)
                .Select(entry => (Member(entry, "name")?.ToString() ?? "", entry));

    private static JsonElement? Member(JsonElement from, string name) =>
        from.EnumerateObject()
            .Where(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(member => (JsonElement?)member.Value)
            .FirstOrDefault();
}
