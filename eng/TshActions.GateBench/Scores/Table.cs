using System.Text;
using TshActions.GateBench.Corpus;
using TshActions.GateBench.Judges;

namespace TshActions.GateBench.Scores;

/// <summary>The figures as one Markdown table.</summary>
public static class Table
{
    /// <param name="blocks">The first trace by trace, all of them in sum.</param>
    public static string Of(
        IReadOnlyList<(string Name, Judge Judge)> judges,
        IReadOnlyList<Block> blocks,
        IReadOnlyList<(AaTest Test, IReadOnlyList<Tally> Tallies)> aa
    )
    {
        var table = new StringBuilder();
        var byJudge = blocks[0].Tallies;
        Row("trace", "expected", judges.Select(judge => judge.Name));
        Row("---", "---", judges.Select(_ => "---"));
        for (var i = 0; i < byJudge[0].Count; i++)
        {
            var trace = byJudge[0][i].Trace;
            Row(
                $"{trace.Id} {trace.Name}",
                Wanted(trace),
                byJudge.Select(tallies => Cell(tallies[i]))
            );
        }

        foreach (var block in blocks)
            Row($"**all: {block.Name}**", "", block.Tallies.Select(Sums));
        foreach (var (test, tallies) in aa)
            Row(
                $"A/A: {test.Name}",
                "keep",
                tallies.Select(tally =>
                    $"{Percent.Of((double)tally.RolledBack / tally.Bakes)} false, below {Percent.Of(AaTest.UpperBound(tally))}"
                )
            );
        return table.ToString();

        void Row(string trace, string expected, IEnumerable<string> cells) =>
            table.Append($"| {trace} | {expected} | {string.Join(" | ", cells)} |\n");
    }

    private static string Wanted(Trace trace) =>
        trace.Expected switch
        {
            Expected.Keep => "keep",
            Expected.Stay => "keep or hold",
            Expected.Rollback => $"rollback in {trace.Deadline!.Value.TotalSeconds:0} s",
            Expected.Hold => "hold",
            Expected.Grey => "grey",
        };

    private static string Cell(Tally tally) =>
        tally.Trace.Expected switch
        {
            Expected.Keep =>
                $"{Share(tally.RolledBack, tally)} false{Also(tally.Held, tally, "held")}",
            Expected.Stay => $"{Share(tally.RolledBack, tally)} false",
            Expected.Hold =>
                $"{Share(tally.Missed, tally)} missed{Also(tally.RolledBack, tally, "rolled back")}",
            Expected.Grey => $"{Share(tally.RolledBack, tally)} rolled back",
            Expected.Rollback =>
                $"{Delays(tally)}{Also(tally.Missed, tally, "missed")}{Also(tally.TooSoon, tally, "too soon")}",
        };

    private static string Delays(Tally tally) =>
        tally.Delay(0.5) is { } median && tally.Delay(0.95) is { } late
            ? $"{median.TotalSeconds:0} s, p95 {late.TotalSeconds:0} s{(late > tally.Trace.Deadline ? " (late)" : "")}"
            : "never";

    private static string Sums(IReadOnlyList<Tally> tallies)
    {
        var sum = Sum.Of(tallies);
        return $"{Percent.Of(sum.FalseShare)} false, {Percent.Of(sum.MissedShare)} missed";
    }

    private static string Also(int bakes, Tally of, string what) =>
        bakes is 0 ? "" : $", {Share(bakes, of)} {what}";

    private static string Share(int bakes, Tally of) => Percent.Of((double)bakes / of.Bakes);
}
