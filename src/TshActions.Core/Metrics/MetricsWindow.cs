using System.Text.Json.Serialization;

namespace TshActions.Core.Metrics;

/// <summary>The days looked at, up to now, and as many before them to compare with.</summary>
public sealed record MetricsWindow(DateTimeOffset End, int Days)
{
    public const int Longest = 365;

    public TimeSpan Length => TimeSpan.FromDays(Days);

    public DateTimeOffset Begin => End - Length;

    [JsonIgnore]
    public MetricsWindow Before => this with { End = Begin };

    public bool Holds(DeploymentFact fact) => fact.Began >= Begin && fact.Began < End;

    /// <returns>Days of a text like `30d`; null where it is none, or more than a year.</returns>
    public static int? DaysOf(string text) =>
        text is [.. var number, 'd']
        && number.Length <= 3
        && number.All(char.IsAsciiDigit)
        && int.TryParse(number, out var days)
        && days is >= 1 and <= Longest
            ? days
            : null;
}
