using System.Xml.Linq;
using TshActions.Core.Metrics.Texts;
using TshActions.Core.Reports;
using static TshActions.Core.Metrics.Page.Html;

namespace TshActions.Core.Metrics.Page;

/// <summary>Every deployment of the window as a row: the data behind the charts, for whoever cannot see them too.</summary>
internal static class LogPart
{
    private const int First = 8;
    private const int Most = 300;

    public static XElement? Of(EnvironmentMetrics one) =>
        one.Facts.Count is 0
            ? null
            : El(
                "div",
                Class("log"),
                El("h3", "Deployment log"),
                Table(one.Facts.Take(First)),
                one.Facts.Count > First
                    ? El(
                        "details",
                        El("summary", $"{one.Facts.Count - First} earlier"),
                        Table(one.Facts.Take(Most).Skip(First)),
                        one.Facts.Count > Most
                            ? El(
                                "p",
                                Class("lead"),
                                $"{one.Facts.Count - Most} more are left out here."
                            )
                            : null
                    )
                    : null
            );

    private static XElement Table(IEnumerable<DeploymentFact> facts) =>
        El(
            "table",
            El(
                "thead",
                El(
                    "tr",
                    Columns.Select(column =>
                        El("th", At("class", column.Class), At("scope", "col"), column.Title)
                    )
                )
            ),
            El("tbody", facts.Select(Row))
        );

    private static readonly IReadOnlyList<(string Class, string Title)> Columns =
    [
        ("release", "Release"),
        ("result", "Result"),
        ("when", "When"),
        ("took", "Took"),
        ("by", "By"),
        ("run", "Run"),
    ];

    private static XElement Row(DeploymentFact fact) =>
        El(
            "tr",
            El(
                "td",
                Class("release"),
                El("code", At("title", Plain(fact.Release)), ReleaseText.Short(fact.Release))
            ),
            El(
                "td",
                Class("result"),
                El("span", Class($"end {Kind(fact)}"), FigureWords.End(fact))
            ),
            El(
                "td",
                Class("when"),
                El(
                    "time",
                    At("datetime", $"{fact.Began.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"),
                    DateText.Minute(fact.Began)
                )
            ),
            El(
                "td",
                Class("took"),
                fact.Took is { } took ? FigureWords.Time(took) : FigureText.None
            ),
            El("td", Class("by"), Plain(fact.By)),
            El(
                "td",
                Class("run"),
                RunLink.Of(fact) is { } address
                    ? El("a", At("href", address), At("rel", "noreferrer"), "run")
                    : FigureText.None
            )
        );

    private static string Kind(DeploymentFact fact) =>
        fact switch
        {
            { WasTakenBack: true } => "back",
            { Kind: DeploymentKind.Rollback, End: DeploymentEnd.Succeeded } => "rollback",
            { End: DeploymentEnd.Succeeded } => "succeeded",
            { End: DeploymentEnd.Failed } => "failed",
            _ => "broken",
        };
}
