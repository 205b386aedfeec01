using TshActions.Core.Preflight;

namespace TshActions.Core.Promotions;

/// <summary>What must be true before production: ticked where a program saw it, left to people where none can.</summary>
internal static class PromotionChecklist
{
    /// <param name="ticked">Lines that people ticked before.</param>
    public static IEnumerable<string> Lines(Promotion promotion, IReadOnlySet<string> ticked)
    {
        var passed = promotion.Proof is StagingProof.Proven;
        var gate = passed
            ? $"its gate passed{(promotion.Tested?.Note is { Length: > 0 } note ? $": {note}" : "")}"
            : promotion.Proof.Evidence;
        yield return Seen("the API's endpoints answer as they should", passed, gate);
        yield return Seen("no errors in the logs", passed, gate);
        yield return Seen("it is fast enough", passed, gate);
        if (promotion.Migrates)
            yield return Seen(
                "the database's migrations ran",
                passed,
                passed ? "they ran before the switch" : promotion.Proof.Evidence
            );
        yield return Seen(
            "tests and security checks passed",
            promotion.Checks is RowFinding.Good,
            promotion.Checks.Evidence
        );
        foreach (var line in promotion.Manual)
            yield return $"- [{(ticked.Contains(Text(line)) ? 'x' : ' ')}] {Text(line)}";
    }

    /// <summary>The lines for people that are ticked in a body.</summary>
    public static IReadOnlySet<string> Ticked(string body) =>
        body.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("- [x] ", StringComparison.OrdinalIgnoreCase))
            .Select(line => line["- [x] ".Length..])
            .ToHashSet(StringComparer.Ordinal);

    private static string Seen(string what, bool holds, string evidence) =>
        $"- [{(holds ? 'x' : ' ')}] {what} <sub>{Text(evidence)}</sub>";

    private static string Text(string text) => PromotionText.Harmless(text);
}
