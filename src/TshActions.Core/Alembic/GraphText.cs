using TshActions.Core.Journal;
using TshActions.Core.Reports;

namespace TshActions.Core.Alembic;

/// <summary>The revisions in lines that a person reads, the newest first.</summary>
public static class GraphText
{
    /// <param name="production">Null where it was not asked.</param>
    /// <param name="staging">Null where it was not asked.</param>
    public static IEnumerable<string> Lines(
        RevisionGraph graph,
        Standing? production,
        Standing? staging
    )
    {
        foreach (var problem in graph.Problems)
            yield return $"✗ {problem.Text}";
        foreach (var line in Ahead("production", production).Concat(Ahead("staging", staging)))
            yield return line;

        var pending = (production ?? staging) is Standing.Known known ? known.Pending : [];
        var judged = Compatibility.Of(pending).Reasons.ToLookup(reason => reason.Revision);
        var hazards = Hazard.Of(pending).ToLookup(hazard => hazard.Revision);
        var rows = graph
            .Ordered.Reverse()
            .Select(revision => Row(revision, pending, judged, production, staging))
            .ToList();
        var heading = new[] { "revision", "applied on", "reversible", "compatible", "what" };
        var widths = Enumerable
            .Range(0, heading.Length)
            .Select(at => rows.Select(row => row.Cells[at].Length).Append(heading[at].Length).Max())
            .ToList();
        if (rows.Count > 0)
            yield return Line(heading, widths);
        foreach (var (revision, cells, notes) in rows)
        {
            yield return Line(cells, widths);
            foreach (var note in notes)
                yield return $"    {note}";
            foreach (var hazard in hazards[revision])
                yield return $"    hazard: {PlainText.OneLine(hazard.Text)}";
        }
    }

    private static (string Revision, string[] Cells, List<string> Notes) Row(
        Revision revision,
        IReadOnlyList<Revision> pending,
        ILookup<string, CompatibilityReason> judged,
        Standing? production,
        Standing? staging
    )
    {
        var reversible = Reversibility.Of(revision);
        var isPending = pending.Contains(revision);
        var reasons = judged[revision.Id].ToList();
        var worst =
            reasons.Find(reason => reason.Declared)
            ?? reasons.Find(reason => reason.Answer is BackwardCompatible.No)
            ?? reasons.Find(reason => reason.Answer is BackwardCompatible.Unknown);
        var notes = new List<string>();
        if (isPending && worst is not null)
            notes.Add($"compatible {Word(worst.Answer)}: {PlainText.OneLine(worst.Text)}");
        if (isPending && reversible.Answer is not Reversible.Yes)
            notes.Add(
                $"reversible {reversible.Answer.ToString().ToLowerInvariant()}: {PlainText.OneLine($"{reversible.Path}:{reversible.Line}: {reversible.Operation}: {reversible.Why}")}"
            );
        string[] cells =
        [
            PlainText.OneLine(revision.Id),
            State(revision, production, staging),
            reversible.Answer.ToString().ToLowerInvariant(),
            isPending ? Word(worst?.Answer ?? BackwardCompatible.Yes) : "",
            PlainText.OneLine(revision.Message),
        ];
        return (revision.Id, cells, notes);
    }

    private static string State(Revision revision, Standing? production, Standing? staging)
    {
        string[] applied =
        [
            .. new[] { ("production", production), ("staging", staging) }
                .Where(side => Has(side.Item2, revision))
                .Select(side => side.Item1),
        ];
        return applied.Length > 0 ? string.Join(", ", applied)
            : production is Standing.Ahead || staging is Standing.Ahead ? "unknown"
            : production is null && staging is null ? ""
            : "pending";
    }

    private static bool Has(Standing? standing, Revision revision) =>
        standing is Standing.Known known && known.Applied.Contains(revision);

    private static IEnumerable<string> Ahead(string side, Standing? standing) =>
        standing switch
        {
            Standing.Ahead ahead => ahead.Unknown.Select(unknown =>
                $"✗ {side} is ahead of the code: no file holds its revision `{PlainText.OneLine(unknown.Stamp)}`{(unknown.Like.Count > 0 ? $", like {string.Join(", ", unknown.Like)}" : "")}"
            ),
            Standing.Known { Redundant.Count: > 0 } known =>
            [
                $"✗ {side} is stamped with {string.Join(", ", known.Redundant)} besides what comes after it",
            ],
            _ => [],
        };

    private static string Word(BackwardCompatible answer) => answer.ToString().ToLowerInvariant();

    private static string Line(IEnumerable<string> cells, List<int> widths) =>
        string.Join("  ", cells.Select((cell, at) => cell.PadRight(widths[at]))).TrimEnd();
}
