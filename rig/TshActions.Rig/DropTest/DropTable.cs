using System.Text;
using TshActions.Core.Reports;
using TshActions.Rig.Load;
using TshActions.Rig.Load.Long;

namespace TshActions.Rig.DropTest;

/// <summary>One row with its verdict.</summary>
internal sealed record JudgedRow(
    string Runtime,
    string Switch,
    string Nginx,
    DropResult Result,
    IReadOnlyList<Shortfall> Shortfalls
);

/// <summary>One way that must fail, and whether the judge saw it.</summary>
internal sealed record JudgedControl(
    string Name,
    DropResult Result,
    IReadOnlyList<Shortfall> Shortfalls
)
{
    /// <summary>Lost requests must be what trips it: too little measured, or only a websocket cut, would prove little.</summary>
    public bool Tripped => Shortfalls.OfType<Shortfall.Dropped>().Any();
}

/// <summary>The figures as Markdown, which a terminal shows as well as a README.</summary>
internal static class DropTable
{
    private const string Method = """
        Method: 48 keep-alive clients on one machine with the host, each idle for 0 to 280 ms between two requests, 30 % of them
        signed-in POSTs of orders; a request that fails is never repeated. Beside them 4 requests of 20 s,
        4 event streams of 20 s and 4 websockets of 20 s at any time. The round trip is added by a TCP relay of our own that
        passes every byte, close and reset on after half of it. *First new* is the first answer of the new slot at any
        client, *last old* the last short answer of the old one, both counted from the moment at which the host changed what
        nginx looks at, by the time of change of that file's folder (coarse by a kernel tick, 1 to 10 ms, always too early: the true
        figures are smaller). *From the step* counts to the same first answer from the line with which the verb
        begins its switch step, so it includes the way to the host. *Any answer* is what one takes in the whole row: no first answer
        can be quicker than that. *Without*: the same clients before the first and after
        the last switch.
        """;

    private static readonly (string Head, Outcome Outcome)[] Failures =
    [
        ("5xx", Outcome.ServerError5xx),
        ("reset, reused", Outcome.ResetOnReused),
        ("reset, fresh", Outcome.ResetOnFresh),
        ("refused", Outcome.Refused),
        ("timed out", Outcome.TimedOut),
        ("4xx", Outcome.ClientError4xx),
    ];

    public static string Rows(IReadOnlyList<JudgedRow> rows)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"| | runtime | switch | RTT | switches | requests (POST) | {string.Join(" | ", Failures.Select(failure => failure.Head))} | first new, median (worst) | from the step | last old | any answer, p50 (p99) | requests/s with / without | long: whole / cut | nginx |"
        );
        text.AppendLine(
            $"|---|---|---|---:|---:|---:|{string.Concat(Failures.Select(_ => "---:|"))}---:|---:|---:|---:|---:|---:|---|"
        );
        foreach (var row in rows)
        {
            var result = row.Result;
            var posts = Enum.GetValues<Outcome>().Sum(kind => result.Seen.Count("POST", kind));
            text.AppendLine(
                $"| {(row.Shortfalls.Count is 0 ? "✅" : "❌")} | {row.Runtime} | {row.Switch} | {result.RoundTrip.TotalMilliseconds:0} ms | {result.Switches.Count} | {result.Seen.Requests:N0} ({posts:N0}) | {string.Join(" | ", Failures.Select(failure => $"{result.Seen.Count(failure.Outcome):N0}"))} | {Times(result.Switches.Select(seen => seen.FirstNew))} | {Times(result.Switches.Select(seen => seen.FirstNewSinceStep))} | {Times(result.Switches.Select(seen => seen.LastOld))} | {result.Seen.P50.TotalMilliseconds:0.0} ms ({result.Seen.P99.TotalMilliseconds:0.0}) | {result.RateWithSwitches:0} / {result.RateWithout:0} | {Long(result)} | {row.Nginx} |"
            );
        }

        foreach (var row in rows.Where(row => row.Shortfalls.Count > 0))
        {
            text.AppendLine();
            text.AppendLine(
                $"❌ {row.Runtime}, {row.Switch}, {row.Result.RoundTrip.TotalMilliseconds:0} ms: {Words(row.Shortfalls)}"
            );
        }

        return text.AppendLine().AppendLine(Method).AppendLine(MachineLoad.Text()).ToString();
    }

    public static string Controls(IReadOnlyList<JudgedControl> controls)
    {
        var text = new StringBuilder();
        text.AppendLine("| | must be seen to fail | requests | failed | what the judge said |");
        text.AppendLine("|---|---|---:|---:|---|");
        foreach (var control in controls)
        {
            text.AppendLine(
                $"| {(control.Tripped ? "✅ seen" : "❌ unseen")} | {control.Name} | {control.Result.Seen.Requests:N0} | {control.Result.Seen.Failed:N0} | {Words(control.Shortfalls.Take(2))} |"
            );
        }

        return text.ToString();
    }

    private static string Words(IEnumerable<Shortfall> shortfalls) =>
        MarkdownText.Cell(string.Join("; ", shortfalls.Select(shortfall => shortfall.Text)));

    private static string Times(IEnumerable<TimeSpan?> times) =>
        DropResult.Spread(times) is { } spread
            ? $"{spread.Median.TotalMilliseconds:0.0} ms ({spread.Worst.TotalMilliseconds:0.0})"
            : "–";

    private static string Long(DropResult result) =>
        string.Join(
            ", ",
            Enum.GetValues<LongKind>()
                .Select(kind =>
                {
                    var those = result.Long.Where(request => request.Kind == kind).ToList();
                    return $"{kind.ToString().ToLowerInvariant()} {those.Count(request => !request.WasCut)} / {those.Count(request => request.WasCut)}";
                })
        );
}
