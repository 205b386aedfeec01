using TshActions.Core.Reports;

namespace TshActions.Core.Schemas.Reports;

/// <summary>The answer in one line, with all that keeps it from being the whole answer.</summary>
public static class DriftVerdict
{
    public static string Line(DriftReport report) =>
        $"{(report.IsDrift ? '✗' : report.Compared is 0 ? '?' : '✓')} {Words(report)}";

    /// <summary>The same without a mark, as an ending says it.</summary>
    public static string Words(DriftReport report) =>
        string.Join("; ", [Answer(report), .. Besides(report)]);

    private static string Answer(DriftReport report)
    {
        var failing = report.Failing.ToList();
        var gate = $"at or above {DriftWords.Of(report.FailOn)}";
        return failing.Count > 0
                ? $"{FigureText.Count(failing.Count, "drift")} {gate}: {Sides(report, failing)}"
            // Two empty databases do not differ, and neither do two that hold nothing we were to look at.
            : report.Compared is 0 ? "no drift found, for nothing was compared"
            : $"no drift {gate}";
    }

    private static string Sides(DriftReport report, IReadOnlyList<DriftRow> failing) =>
        string.Join(
            ", ",
            failing
                .GroupBy(row => row.Finding.Guilty)
                .OrderBy(side => side.Key is Side.Unknown)
                .ThenBy(side => side.Key)
                .Select(side =>
                    $"{DriftWords.Number(side.Count())} {DriftWords.Where(report, side.Key)}"
                )
        );

    private static IEnumerable<string> Besides(DriftReport report)
    {
        var below = report.Rows.Count(row =>
            row.Finding.Ignored is null && row.Finding.Severity < report.FailOn
        );
        if (below > 0)
            yield return $"{DriftWords.Number(below)} below";
        var ignored = report.Rows.Count(row => row.Finding.Ignored is not null);
        if (ignored > 0)
            yield return $"{DriftWords.Number(ignored)} ignored";
        var unread = Uncompared
            .Sides(report)
            .Sum(side => side.Head.Unread.Values.Sum(count => (long)count));
        var unmodelled = Uncompared
            .Sides(report)
            .Sum(side => side.Head.Unmodelled.Values.Sum(count => (long)count));
        if (unread + unmodelled > 0)
            yield return $"not compared: {DriftWords.Number(unread)} unread, {DriftWords.Number(unmodelled)} unmodelled";
    }
}
