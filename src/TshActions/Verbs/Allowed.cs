namespace TshActions.Verbs;

/// <summary>What an input may be, where not any text will do.</summary>
/// <param name="Advice">What to write.</param>
/// <param name="Short">The same for `--help`.</param>
public sealed record Allowed(string Advice, string Short, Func<string, bool> Holds)
{
    public static Allowed OneOf(params string[] words) =>
        new(
            $"{string.Join(", ", words[..^1])} or {words[^1]}",
            string.Join('|', words),
            words.Contains
        );

    public static Allowed Seconds(int from, int to) =>
        new(
            $"seconds, from {from} to {to}",
            "seconds",
            text => int.TryParse(text, out var number) && number >= from && number <= to
        );

    public static readonly Allowed Days = new(
        "days like 30d, from 1d to 365d",
        "days",
        text => Core.Metrics.MetricsWindow.DaysOf(text) is not null
    );

    public static readonly Allowed InstantOrNothing = new(
        "a time like 2026-01-02T15:04:05Z",
        "time",
        text => text.Length is 0 || Core.Reports.DateText.InstantOf(text) is not null
    );

    public static readonly Allowed NumberOrNothing = new(
        "a number, like 12",
        "number",
        text => text.Length is 0 || int.TryParse(text, out var number) && number > 0
    );
}
