using TshActions.Core.Reports;

namespace TshActions.Core.Schemas.Reports;

/// <summary>An annotation at the migration it speaks of.</summary>
/// <param name="At">Null where no migration is known to.</param>
public sealed record DriftAnnotation(Annotation Said, MigrationFile? At);

/// <summary>The worst of what fails, for a person who never opens the report.</summary>
public static class DriftAnnotations
{
    // A runner keeps ten of a kind per step (runner ExecutionContext.cs); one is the ending's.
    private const int Most = 9;
    private const int LongestMessage = 4096;
    private const int LongestTitle = 120;
    private const int LongestValue = 500;

    public static IReadOnlyList<DriftAnnotation> Of(DriftReport report) =>
        [
            .. WorstFirst
                .Of(report.Failing)
                .Take(Most)
                .Select(row => new DriftAnnotation(
                    new(
                        AnnotationLevel.Error,
                        PlainText.OneLine(
                            $"{DriftWords.Of(row.Finding.Severity)} drift {DriftWords.Where(report, row.Finding.Guilty)}",
                            LongestTitle
                        ),
                        PlainText.OneLine(Message(report, row), LongestMessage)
                    ),
                    row.Touched
                )),
        ];

    private static string Message(DriftReport report, DriftRow row) =>
        $"{DriftWords.Thing(row.Finding.Difference)}: {DriftWords.Values(report, row, LongestValue)} ({row.Finding.Why}{(row.Finding.Hint is { } hint ? "; " + hint : "")})";
}
