using TshActions.Core.Reports;

namespace TshActions.Core.Slots;

/// <summary>
/// Whether a deployment that is to get the traffic back is the one that once passed its gate. A release, environment or
/// container that was changed since is another one; a unit is renewed by set-up, which is only worth a word.
/// </summary>
public static class RecordedSpec
{
    /// <param name="differences">The host helper's lines: `changed FILE`, `gone IMAGE`, `unit NAME`, `unrecorded`.</param>
    /// <returns>Why not to go there, or null; and what a person should know of it.</returns>
    public static (Decision.Refusal? Refusal, IReadOnlyList<string> Notes) Check(
        Decision.Plan plan,
        IReadOnlyList<string> differences,
        bool force
    )
    {
        var words = differences
            .Select(line => line.Split(' ', 2))
            .ToLookup(words => words[0], words => words[^1]);
        List<string> notes =
        [
            .. words["unit"]
                .Select(unit =>
                    $"{unit} was changed since {plan.Release} was deployed; its next start is by today's"
                ),
            .. words["unrecorded"]
                .Select(_ =>
                    $"what {plan.Release} was made of is not on record, so it cannot be compared"
                ),
        ];
        if (words["gone"].FirstOrDefault() is { } image)
            return (
                new(
                    ExitCode.VerdictFail,
                    $"{plan.MadeFor.Host} has the image of {plan.Release} no more ({image})",
                    "deploy the release again; it is not removed while a slot holds it, so somebody removed it by hand"
                ),
                notes
            );
        var changed = words["changed"].ToList();
        if (changed.Count is 0)
            return (null, notes);
        var said =
            $"{plan.Release} on {plan.MadeFor.Host} is not what passed its gate: {string.Join(", ", changed)} changed since";
        return force
            ? (null, [.. notes, said])
            : (
                new(
                    ExitCode.VerdictFail,
                    said,
                    "deploy the release again; or run with `force: true` and risk that what starts there was never tested"
                ),
                notes
            );
    }
}
