using TshActions.Core.Journal;

namespace TshActions.Core.Alembic;

/// <summary>Whether the release before keeps working while the pending revisions are applied.</summary>
/// <param name="Decided">What decided it; null where nothing is pending or nothing acts.</param>
/// <param name="Reasons">All operations that were judged, in their order.</param>
public sealed record Compatibility(
    BackwardCompatible Answer,
    CompatibilityReason? Decided,
    IReadOnlyList<CompatibilityReason> Reasons
)
{
    /// <param name="pending">In the order in which they will be applied.</param>
    public static Compatibility Of(IReadOnlyList<Revision> pending)
    {
        var fresh = new Fresh();
        var reasons = pending.SelectMany(revision => Judge(revision, fresh)).ToList();
        var decided =
            reasons.Find(reason => reason.Answer is BackwardCompatible.No)
            ?? reasons.Find(reason => reason.Answer is BackwardCompatible.Unknown)
            ?? reasons.Find(reason => reason.Declared)
            ?? reasons.FirstOrDefault();
        return new(decided?.Answer ?? BackwardCompatible.Yes, decided, reasons);
    }

    private static List<CompatibilityReason> Judge(Revision revision, Fresh fresh)
    {
        var reasons = new List<CompatibilityReason>();
        foreach (var operation in revision.Upgrade.Operations)
        foreach (var effect in operation.Effects)
        {
            var judged = ExpandOnly.Of(effect, fresh);
            fresh.Add(effect, operation.May);
            reasons.Add(
                new(
                    revision.Id,
                    revision.Path,
                    operation.Line,
                    operation.Source,
                    judged.Answer,
                    operation.May && judged.Answer is BackwardCompatible.No
                        ? $"{judged.Why} (it may run, on a condition)"
                        : judged.Why
                )
            );
        }

        return revision.Declared switch
        {
            { } said =>
            [
                new(
                    revision.Id,
                    revision.Path,
                    said.Line,
                    "",
                    said.Compatible ? BackwardCompatible.Yes : BackwardCompatible.No,
                    said.Reason,
                    Declared: true
                ),
            ],
            null when revision.Upgrade.Form is BodyForm.Raises or BodyForm.Missing =>
            [
                new(
                    revision.Id,
                    revision.Path,
                    revision.Upgrade.Line,
                    "upgrade",
                    BackwardCompatible.Unknown,
                    "its upgrade does not run"
                ),
            ],
            null => reasons,
        };
    }
}

/// <summary>One operation that was judged, or a person's word over a whole revision.</summary>
/// <param name="Operation">As it is written; empty for a declaration.</param>
/// <param name="Declared">A person said it in the file.</param>
public sealed record CompatibilityReason(
    string Revision,
    string Path,
    int Line,
    string Operation,
    BackwardCompatible Answer,
    string Why,
    bool Declared = false
)
{
    public string Text =>
        Declared ? $"{Path}:{Line}: declared: {Why}" : $"{Path}:{Line}: {Operation}: {Why}";
}
