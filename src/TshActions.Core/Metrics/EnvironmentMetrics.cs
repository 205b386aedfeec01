using System.Text.Json.Serialization;
using TshActions.Core.Gates;
using TshActions.Core.Reports;

namespace TshActions.Core.Metrics;

/// <summary>One environment over one window.</summary>
/// <param name="Figures">All six, in the order of <see cref="FigureKind"/>.</param>
/// <param name="Facts">Of the window, newest first.</param>
/// <param name="Notes">What a reader must know to trust the figures.</param>
public sealed record EnvironmentMetrics(
    string Name,
    IReadOnlyList<Figure> Figures,
    IReadOnlyList<DeploymentFact> Facts,
    IReadOnlyList<string> Notes,
    bool IsCutOff
)
{
    public Verdict Verdict =>
        !Facts.Any(one => one.IsOver) ? Verdict.Inconclusive
        : IsCutOff || Missed.Any() ? Verdict.Warn
        : Verdict.Pass;

    [JsonIgnore]
    public IEnumerable<Figure> Missed =>
        Figures.Where(figure => figure.Standing is Standing.Missed);

    [JsonIgnore]
    public IEnumerable<DeploymentFact> Deployed =>
        Facts.Where(one => one.Kind is DeploymentKind.Deploy);

    public static EnvironmentMetrics Of(RecordedHistory history, MetricsWindow window)
    {
        var all = TakenBackMarks.Of(history.Facts);
        var before = window.Before;
        var reach = all.Count is 0 ? (DateTimeOffset?)null : all.Min(one => one.Began);
        // A window that the history does not fill is not one to compare with.
        var comparable = reach <= before.Begin && !(history.CutBefore > before.Begin);
        List<DeploymentFact> inside = [.. all.Where(window.Holds)];
        return new(
            history.Environment,
            [
                .. Enum.GetValues<FigureKind>()
                    .Select(kind => new Figure(
                        kind,
                        Reckoning.Of(kind, all, window),
                        comparable ? Reckoning.Of(kind, all, before) : new Measured(null, 0)
                    )),
            ],
            [.. inside.OrderByDescending(one => (one.Began, one.Id))],
            [.. NotesOf(history, inside, reach, comparable, window)],
            history.CutBefore > window.Begin
        );
    }

    private static IEnumerable<string> NotesOf(
        RecordedHistory history,
        List<DeploymentFact> inside,
        DateTimeOffset? reach,
        bool comparable,
        MetricsWindow window
    )
    {
        if (history.CutBefore > window.Begin)
            yield return $"there are more records than are read: what is older than {DateText.Day(history.CutBefore.Value)} is missing here";
        if (inside.Count(one => one.End is DeploymentEnd.Broken) is > 0 and var broken)
            yield return $"{FigureText.Count(broken, "deployment")} broke off: nothing is known of the release, and no share counts them";
        if (inside.Count(one => !one.IsOver) is > 0 and var under)
            yield return $"{FigureText.Count(under, "deployment")} under way: not counted yet";
        if (history.NotOurs > 0)
            yield return $"{FigureText.Count(history.NotOurs, "record")} of another program left out";
        if (!comparable && reach is { } first)
            yield return history.CutBefore is null
                ? $"the first record is of {DateText.Day(first)}: there is no whole window before to compare with"
                : "the window before was not read to its begin: there is nothing to compare with";
        yield return history.Journals;
    }
}
