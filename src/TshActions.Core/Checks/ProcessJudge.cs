namespace TshActions.Core.Checks;

/// <summary>
/// Whether the processes of a slot run, and are those that were started. A crash loop looks well half of the time, so a
/// single restart since the start is a failure, and so is another start than the one seen first.
/// </summary>
public static class ProcessJudge
{
    /// <param name="first">The first look of this run at the same slot; the same as <paramref name="now"/> when this is it.</param>
    public static CheckResult Judge(string check, SlotFacts now, SlotFacts first)
    {
        if (now.Unseen is { } why)
            return new(check, Finding.Inconclusive, why);
        var parts = now
            .Processes.Select(process =>
            {
                var (finding, detail) = Judge(process, Start(first, process.Process));
                return (finding, $"{process.Process} {detail}");
            })
            .ToList();
        if (now.Processes.All(process => process.Process is not ProcessFacts.Web))
            parts.Add((Finding.Inconclusive, "the host said nothing of the web process"));
        return Findings.Worst(check, parts, "the host said nothing of the slot");
    }

    private static (Finding, string) Judge(ProcessFacts process, string? start) =>
        process switch
        {
            ProcessFacts.Unit unit => Judge(unit, start),
            ProcessFacts.Container container => Judge(container, start),
            _ => (Finding.Error, "has no container: nothing was started under its name"),
        };

    private static (Finding, string) Judge(ProcessFacts.Unit unit, string? start)
    {
        var words =
            $"is {unit.Active} ({unit.Sub}), result {unit.Result ?? "not told"}, {Times(unit.Restarts)}";
        return unit switch
        {
            { Load: not "loaded" } => (
                Finding.Error,
                $"has no unit that systemd could load ({unit.Load}): run `tsh setup` again"
            ),
            { Restarts: > 0 } => (Finding.Failed, words),
            { Active: "active", Sub: "running", Result: "success" } => Same(
                unit.Restarts,
                unit.Invocation,
                start,
                words
            ),
            { Active: "activating", Sub: not "auto-restart" } or { Active: "reloading" } => (
                Finding.Inconclusive,
                words
            ),
            _ => (Finding.Failed, words),
        };
    }

    private static (Finding, string) Judge(ProcessFacts.Container container, string? start)
    {
        var (restarts, health) = (Times(container.Restarts), container.Health);
        return container switch
        {
            { OutOfMemory: true } => (Finding.Failed, $"ran out of memory, {restarts}"),
            { Restarting: true } => (Finding.Failed, $"is being restarted, {restarts}"),
            { Running: false } => (Finding.Failed, $"does not run, {restarts}"),
            { Restarts: > 0 } => (Finding.Failed, $"runs, {restarts}"),
            { Health: "starting" } => (Finding.Inconclusive, "runs, its health check is starting"),
            // An image's check asks the web port; a worker of the same image cannot pass it.
            { Process: not ProcessFacts.Web, Health: "unhealthy" } => (
                Finding.Warning,
                "runs, and the health check of its image fails"
            ),
            { Health: "unhealthy" } => (Finding.Failed, "runs and is unhealthy"),
            { Process: ProcessFacts.Web, Health: "none" } => (
                Finding.Inconclusive,
                "runs and has no health check: give the image a HEALTHCHECK, or set `runtime.health`"
            ),
            { Health: "healthy" or "none" } => Same(
                container.Restarts,
                container.Started,
                start,
                health is "none" ? $"runs, {restarts}" : $"runs and is healthy, {restarts}"
            ),
            _ => (Finding.Inconclusive, "runs, and docker does not tell its health"),
        };
    }

    /// <summary>The last question to one that looks well: is it the one that was started?</summary>
    private static (Finding, string) Same(
        int? restarts,
        string? now,
        string? start,
        string words
    ) =>
        restarts is null || now is null
            ? (Finding.Inconclusive, $"{words}; which start this is was not told")
        : start is not null && start != now
            ? (Finding.Failed, $"{words}, but was started anew since it was first looked at")
        : (Finding.Passed, words);

    private static string Times(int? restarts) =>
        restarts switch
        {
            null => "restarts not told",
            0 => "never restarted",
            1 => "restarted once",
            _ => $"restarted {restarts} times",
        };

    private static string? Start(SlotFacts facts, string process) =>
        facts.Processes.FirstOrDefault(one => one.Process == process) switch
        {
            ProcessFacts.Unit unit => unit.Invocation,
            ProcessFacts.Container container => container.Started,
            _ => null,
        };
}
