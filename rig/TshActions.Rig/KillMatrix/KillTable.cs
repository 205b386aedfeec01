using System.Text;
using TshActions.Core.Reports;

namespace TshActions.Rig.KillMatrix;

/// <summary>The matrix as Markdown, which a terminal shows as well as a page.</summary>
internal static class KillTable
{
    public static string Text(IReadOnlyList<CellResult> results, int seed)
    {
        var text = new StringBuilder();
        foreach (
            var (play, runtime) in Play.All.SelectMany(play =>
                new[] { (play, "systemd"), (play, "docker") }
            )
        )
        {
            var those = results
                .Where(result => result.Cell.Play == play && result.Cell.Runtime == runtime)
                .ToList();
            if (those.Count is 0)
                continue;
            var faults = Fault
                .All.Prepend(Fault.None)
                .Where(fault => those.Any(result => result.Cell.Fault == fault))
                .ToList();
            text.AppendLine($"### {play.Name}, {runtime}").AppendLine();
            text.AppendLine($"| step | {string.Join(" | ", faults.Select(fault => fault.Name))} |");
            text.AppendLine($"|---|{string.Concat(faults.Select(_ => "---|"))}");
            foreach (
                var row in those
                    .GroupBy(result => (result.Cell.Step, result.Cell.Moment))
                    .OrderBy(row => Order(play, row.Key))
            )
            {
                var cells = faults.Select(fault =>
                    Mark(row.FirstOrDefault(result => result.Cell.Fault == fault))
                );
                text.AppendLine(
                    $"| {(row.Key.Step.Length is 0 ? "–" : row.First().Cell.Where)} | {string.Join(" | ", cells)} |"
                );
            }

            text.AppendLine();
        }

        foreach (var red in results.Where(result => !result.Held))
            text.AppendLine(
                $"- ❌ {red.Cell.Name}: {MarkdownText.Cell(string.Join("; ", red.Troubles))}"
            );
        text.AppendLine()
            .AppendLine(
                $"{results.Count(result => result.Held)} of {results.Count} cells held; {results.Sum(result => result.Requests):N0} requests counted, seed {seed}."
            );
        text.AppendLine(Asked(results));
        return text.ToString();
    }

    /// <summary>How quick the runs were that were asked to stop.</summary>
    private static string Asked(IReadOnlyList<CellResult> results)
    {
        var times = results
            .Where(result => result.Cell.Fault.Asks && result.EndedAfter is not null)
            .Select(result => result.EndedAfter!.Value)
            .Order()
            .ToList();
        return times.Count is 0
            ? ""
            : $"Asked to stop, {times.Count} runs ended after {times[times.Count / 2].TotalSeconds:0.0} s (median), {times[^1].TotalSeconds:0.0} s at worst.";
    }

    private static int Order(Play play, (string Step, Moment Moment) row) =>
        (2 * play.Steps.ToList().IndexOf(row.Step)) + (int)row.Moment;

    private static string Mark(CellResult? result) =>
        result is null ? ""
        : result.Held ? "✅"
        : "❌";
}
