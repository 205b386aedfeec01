using TshActions.Core.Schemas.Verdicts;

namespace TshActions.Core.Schemas.Reports;

/// <summary>A report without secrets, cleaned as values, before Markdown or JSON write them in a way nobody would know again.</summary>
public static class CleanDrift
{
    public static DriftReport Of(DriftReport report, Func<string, string> clean)
    {
        return report with { Rows = [.. report.Rows.Select(Row)] };

        DriftRow Row(DriftRow row) =>
            row with
            {
                Standing = row.Standing with
                {
                    Production = Cleaned(row.Standing.Production),
                    Staging = Cleaned(row.Standing.Staging),
                    Expected = Text(row.Standing.Expected),
                },
                Finding = row.Finding with
                {
                    Difference = row.Finding.Difference with
                    {
                        Before = Text(row.Finding.Difference.Before),
                        After = Text(row.Finding.Difference.After),
                    },
                },
                OnProduction = Text(row.OnProduction),
                OnStaging = Text(row.OnStaging),
            };

        Place Cleaned(Place place) => place with { Value = Text(place.Value) };

        string? Text(string? text) => text is null ? null : clean(text);
    }
}
