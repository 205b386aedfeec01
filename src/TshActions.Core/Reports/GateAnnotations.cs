using TshActions.Core.Gates.Rules;

namespace TshActions.Core.Reports;

/// <summary>One annotation of a run.</summary>
public sealed record Annotation(AnnotationLevel Level, string Title, string Message);

/// <summary>How loud an annotation is.</summary>
public enum AnnotationLevel
{
    Warning,
    Error,
}

/// <summary>
/// What a person must read who never opens the report: what decided against the release, and the few warnings that want
/// an act of theirs. Everything else stands in the summary.
/// </summary>
public static class GateAnnotations
{
    // A runner keeps ten of a kind per step and cuts their text (runner ExecutionContext.cs); one is the ending's.
    private const int Most = 9;
    private const int MostWarnings = 3;
    private const int LongestMessage = 4096;
    private const int LongestTitle = 120;

    public static IReadOnlyList<Annotation> Of(params IReadOnlyList<GateRecord> records)
    {
        var reasons = records
            .SelectMany(record =>
                (record.Ruling?.Reasons ?? []).Select(reason => (record.Host, Reason: reason))
            )
            .OrderByDescending(told => told.Reason.Gravity)
            .ToList();
        return
        [
            .. reasons
                .Where(told => told.Reason.Gravity > Gravity.Warn)
                .Concat(reasons.Where(told => WantsAnAct(told.Reason)).Take(MostWarnings))
                .Select(told => Of(told.Host, told.Reason))
                .Distinct()
                .Take(Most),
        ];
    }

    /// <summary>
    /// The next rollback has nowhere to go, a process dies now and then, a target is missed, errors go on in the log. Not
    /// that a measurement was missing: that is no state of the release.
    /// </summary>
    private static bool WantsAnAct(Reason reason) =>
        reason.Gravity is Gravity.Warn
        && reason switch
        {
            { Rule: "old-slot" or "p95" or "error-rate" } => true,
            { Rule: "logs" } => reason.Tick > 0,
            { Rule: "restarts" } => !reason.Text.Contains("not measured"),
            _ => false,
        };

    private static Annotation Of(string host, Reason reason) =>
        new(
            reason.Gravity is Gravity.Fail or Gravity.Shared
                ? AnnotationLevel.Error
                : AnnotationLevel.Warning,
            PlainText.OneLine($"{host}: {reason.Rule} {Word(reason.Gravity)}", LongestTitle),
            PlainText.OneLine(
                reason.Tick is 0 ? reason.Text : $"{reason.Text} (tick {reason.Tick})",
                LongestMessage
            )
        );

    private static string Word(Gravity gravity) =>
        gravity switch
        {
            Gravity.Fail => "failed the release",
            Gravity.Shared => "failed in both slots",
            Gravity.Inconclusive => "could not be judged",
            Gravity.Warn => "wants a look",
            Gravity.Note => "is noted",
        };
}
