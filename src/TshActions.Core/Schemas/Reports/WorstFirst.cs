namespace TshActions.Core.Schemas.Reports;

/// <summary>The one order of findings in all that is written, whatever order they were found in.</summary>
internal static class WorstFirst
{
    public static IReadOnlyList<DriftRow> Of(IEnumerable<DriftRow> rows) =>
        [
            .. rows.OrderByDescending(row => row.Finding.Severity)
                .ThenBy(row => row.Finding.Difference.Id, FactId.Order)
                .ThenBy(row => row.Finding.Difference.Attribute, StringComparer.Ordinal)
                .ThenBy(row => row.Finding.Guilty)
                .ThenBy(row => row.Finding.Difference.Before, StringComparer.Ordinal)
                .ThenBy(row => row.Finding.Difference.After, StringComparer.Ordinal),
        ];

    /// <summary>Those that no rule lets pass.</summary>
    public static IReadOnlyList<DriftRow> Open(DriftReport report) =>
        Of(report.Rows.Where(row => row.Finding.Ignored is null));

    public static IReadOnlyList<DriftRow> Ignored(DriftReport report) =>
        Of(report.Rows.Where(row => row.Finding.Ignored is not null));
}
