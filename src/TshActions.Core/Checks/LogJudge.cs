namespace TshActions.Core.Checks;

/// <summary>
/// Whether a slot has logged errors since its start. A web process that says nothing at all shows nothing: its log may go
/// where nobody looks. The silence of the others is common, and no lack.
/// </summary>
public static class LogJudge
{
    public static CheckResult Judge(string check, IReadOnlyList<LogFacts> logs)
    {
        var parts = logs.Select(Judge).ToList();
        if (
            logs.Count > 0
            && logs.All(log => log is LogFacts.Seen { Process: not ProcessFacts.Web })
        )
            parts.Add((Finding.Inconclusive, "the host said nothing of the web process's log"));
        return Findings.Worst(check, parts, "no log was seen");
    }

    private static (Finding, string) Judge(LogFacts log) =>
        log switch
        {
            LogFacts.Seen { Errors: > 0 } seen => (
                Finding.Failed,
                $"{seen.Process}: {Count(seen.Errors, "error")}{(seen.Kinds is > 0 && seen.Kinds < seen.Errors ? $" of {Count(seen.Kinds, "kind")}" : "")} in {Lines(seen)}"
            ),
            LogFacts.Seen { Process: ProcessFacts.Web, Lines: 0 } => (
                Finding.Inconclusive,
                "web: its log is empty since the start, so nothing can be said of it"
            ),
            LogFacts.Seen seen => (Finding.Passed, $"{seen.Process}: no error in {Lines(seen)}"),
            LogFacts.Unseen unseen => (Finding.Inconclusive, unseen.Why),
            _ => (Finding.Inconclusive, $"{log.Process}: its log was not seen"),
        };

    private static string Lines(LogFacts.Seen seen) =>
        $"{Count(seen.Lines, "line")} since the start{(seen.Excused > 0 ? $", {seen.Excused} excused" : "")}";

    private static string Count(int number, string what) =>
        number is 1 ? $"1 {what}" : $"{number} {what}s";
}
