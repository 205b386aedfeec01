using System.Text;
using TshActions.Core.Reports;

namespace TshActions.Core.Metrics.Texts;

/// <summary>The deployment log and the reviews as one Markdown text, for a file or for a comment that is kept up to date.</summary>
public static class DeploymentLog
{
    /// <summary>GitHub takes no longer comment.</summary>
    public const int Longest = 65_536;

    private const int MostReviews = 12;

    // For what is said of rows that found no room.
    private const int Reserve = 200;

    /// <summary>Nobody sees it; by it the comment is found again.</summary>
    /// <param name="of">The environments that were asked for; empty for all.</param>
    public static string Marker(string app, string of) =>
        $"<!-- tsh-metrics {app} {(of.Length > 0 ? of : "all")} -->";

    /// <param name="before">The text of last time, with what people wrote into it; empty where there is none.</param>
    /// <returns>Longer than <see cref="Longest"/> only where what people wrote is.</returns>
    public static string Text(MetricsReport report, string marker, string before)
    {
        List<(string Environment, DeploymentFact Fact)> all =
        [
            .. report
                .Environments.SelectMany(one => one.Facts.Select(fact => (one.Name, fact)))
                .OrderByDescending(one => (one.fact.Began, one.fact.Id)),
        ];
        var head = $"""
            {marker}
            ## Deployment log of {MarkdownText.Cell(report.App)}

            {LogTable.Head}
            """;
        var reviews = Reviews(report, all, before.ReplaceLineEndings("\n"));
        var text = new StringBuilder(head);
        var written = 0;
        foreach (var (environment, fact) in all)
        {
            var row = LogTable.Row(environment, fact);
            if (text.Length + row.Length + reviews.Length + Reserve > Longest)
                break;
            text.Append(row);
            written++;
        }

        if (all.Count is 0)
            text.Append("\nNothing was deployed in this window.\n");
        if (written < all.Count)
            text.Append($"\n{all.Count - written} earlier ones find no room here.\n");
        return text.Append(reviews).ToString();
    }

    private static string Reviews(
        MetricsReport report,
        List<(string Environment, DeploymentFact Fact)> all,
        string before
    )
    {
        var told = Blocks(before);
        List<(string Environment, DeploymentFact Fact)> due =
        [
            .. all.Where(one => one.Fact is { Id: > 0, IsOver: true, Kind: DeploymentKind.Deploy })
                .Where(one =>
                    told.ContainsKey(one.Fact.Id)
                    || one.Fact.End is not DeploymentEnd.Succeeded
                    || one.Fact.WasTakenBack
                    || report
                        .Environments.First(known => known.Name == one.Environment)
                        .Deployed.First(newest => newest.IsOver) == one.Fact
                )
                .Take(MostReviews),
        ];
        // What people wrote outlives its deployment's place in the window.
        var kept = told.Where(one => due.TrueForAll(now => now.Fact.Id != one.Key))
            .OrderByDescending(one => one.Key)
            .Where(one => ReviewRecord.Said(one.Value).Count > 0)
            .Select(one => $"{ReviewRecord.Begin(one.Key)}{one.Value}{ReviewRecord.End}\n");
        List<string> records =
        [
            .. due.Select(one =>
                ReviewRecord.Text(
                    one.Environment,
                    one.Fact,
                    ReviewRecord.Said(told.GetValueOrDefault(one.Fact.Id, ""))
                )
            ),
            .. kept,
        ];
        return records.Count is 0
            ? ""
            : $"\n### Post-deployment reviews\n\nWhat is written into the open lines stays when the rest is written anew.\n\n{string.Join('\n', records)}";
    }

    /// <summary>The records of a text, by deployment, without their marks.</summary>
    private static Dictionary<long, string> Blocks(string text)
    {
        Dictionary<long, string> blocks = [];
        foreach (var part in text.Split("<!-- tsh-review ").Skip(1))
            if (
                part.Split(" -->", 2) is [var number, var rest]
                && long.TryParse(number, out var id)
                && rest.IndexOf(ReviewRecord.End, StringComparison.Ordinal) is >= 0 and var end
            )
                blocks.TryAdd(id, rest[..end]);
        return blocks;
    }
}
