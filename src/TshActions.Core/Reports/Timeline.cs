namespace TshActions.Core.Reports;

/// <summary>One step as it was carried out.</summary>
/// <param name="Begin">After the verb began.</param>
/// <param name="Note">What a person wants to know of it, in one line; empty when there is nothing to say.</param>
public sealed record TimedStep(
    string Title,
    TimeSpan Begin,
    TimeSpan Duration,
    bool Passed,
    string Note
);

/// <summary>Steps with their durations as a Markdown table with bars, for the job summary.</summary>
public static class Timeline
{
    private const int Width = 24;

    /// <returns>Nothing where no step was taken.</returns>
    public static string Markdown(IReadOnlyList<TimedStep> steps)
    {
        if (steps.Count is 0)
            return "";
        var total = steps.Max(step => step.Begin + step.Duration);
        var rows = steps.Select(step =>
            $"| {(step.Passed ? "✅" : "❌")} | {MarkdownText.Cell(step.Title)} | {step.Duration.TotalSeconds:0.0} s | `{Bar(step, total)}` | {MarkdownText.Cell(step.Note)} |"
        );
        return $"""
            | | step | took | when | |
            |---|---|---:|---|---|
            {string.Join('\n', rows)}

            """;
    }

    /// <summary>Where the step lies within the whole, as one line of fixed width.</summary>
    private static string Bar(TimedStep step, TimeSpan total)
    {
        if (total <= TimeSpan.Zero)
            return new string('·', Width);
        var from = Math.Min(Width - 1, (int)(step.Begin / total * Width));
        var length = Math.Clamp((int)Math.Round(step.Duration / total * Width), 1, Width - from);
        return new string('·', from)
            + new string('█', length)
            + new string('·', Width - from - length);
    }
}
