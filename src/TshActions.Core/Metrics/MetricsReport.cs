using System.Text.Json.Serialization;
using TshActions.Core.Gates;
using TshActions.Core.Reports;

namespace TshActions.Core.Metrics;

/// <summary>The six figures of each environment over one window.</summary>
/// <param name="Environments">What clients use first.</param>
public sealed record MetricsReport(
    string App,
    MetricsWindow Window,
    IReadOnlyList<EnvironmentMetrics> Environments
)
{
    /// <summary>An environment of which nothing is known keeps the whole from passing, and stops it only alone.</summary>
    public Verdict Verdict =>
        Environments.All(one => one.Verdict is Verdict.Inconclusive) ? Verdict.Inconclusive
        : Environments.All(one => one.Verdict is Verdict.Pass) ? Verdict.Pass
        : Verdict.Warn;

    [JsonIgnore]
    public ExitCode Code =>
        Verdict is Verdict.Inconclusive ? ExitCode.Inconclusive : ExitCode.Passed;

    [JsonIgnore]
    public int Missed => Environments.Sum(one => one.Missed.Count());

    /// <summary>Without what is hidden; before anything escapes it into what would not be known again.</summary>
    public MetricsReport Cleaned(Func<string, string> clean) =>
        this with
        {
            Environments =
            [
                .. Environments.Select(one =>
                    one with
                    {
                        Facts = [.. one.Facts.Select(fact => fact.Cleaned(clean))],
                        Notes = [.. one.Notes.Select(clean)],
                    }
                ),
            ],
        };
}
