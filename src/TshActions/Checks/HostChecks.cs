using System.Globalization;
using TshActions.Core.Checks;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Processes;
using TshActions.Verbs;

namespace TshActions.Checks;

/// <summary>What one check found, and what other programs said of it: for a person, and for no recording.</summary>
public sealed record Answered(CheckResult Result, IReadOnlyList<Exhibit> Foreign);

/// <summary>
/// Checks that the host itself answers: processes, log, disk, a port, a command of the team's. One of these per run: it
/// remembers which start of a slot it saw first.
/// </summary>
public sealed class HostChecks(AppHost app)
{
    // The helper gives up by itself, with what it has; this is for a host that is silent.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly Dictionary<Slot, SlotFacts> _first = [];

    /// <summary>Whether a check is one of these.</summary>
    public static bool Answers(Check check) =>
        check is Check.Process or Check.Logs or Check.Disk or Check.Tcp or Check.Exec;

    /// <param name="timeout">Of a port or a command; the others have a deadline of their own.</param>
    /// <exception cref="HostUnreachable">Nothing can be asked of the host.</exception>
    /// <exception cref="LeaseLost">A command of the team's runs under the lease only.</exception>
    public Task<Answered> AskAsync(
        Check check,
        Slot slot,
        TimeSpan timeout,
        CancellationToken cancel
    ) =>
        check switch
        {
            Check.Process => ProcessAsync(check.Name, slot, cancel),
            Check.Logs logs => LogsAsync(logs, slot, cancel),
            Check.Disk disk => DiskAsync(disk, slot, cancel),
            Check.Tcp tcp => TcpAsync(tcp, timeout, cancel),
            Check.Exec exec => ExecAsync(exec, slot, timeout, cancel),
            _ => throw new ArgumentException(
                $"{check.Name} is not asked at the host.",
                nameof(check)
            ),
        };

    /// <summary>One look at the slot, for who wants the numbers themselves.</summary>
    public async Task<SlotFacts> LookAsync(Slot slot, string path, CancellationToken cancel)
    {
        var facts = FactsReading.Read(
            (await LookAsync(cancel, "facts", app.Place.Root, slot.Name, path)).Output
        );
        if (facts.Unseen is null)
            _first.TryAdd(slot, facts);
        return facts;
    }

    private async Task<Answered> ProcessAsync(string name, Slot slot, CancellationToken cancel)
    {
        var now = await LookAsync(slot, app.Place.Root, cancel);
        return Bare(ProcessJudge.Judge(name, now, _first.GetValueOrDefault(slot, now)));
    }

    private async Task<Answered> LogsAsync(Check.Logs check, Slot slot, CancellationToken cancel)
    {
        var said = await LookAsync(
            cancel,
            [
                "log",
                app.Place.Root,
                slot.Name,
                check.Last.ToString(CultureInfo.InvariantCulture),
                .. check.Allow,
            ]
        );
        var logs = FactsReading.ReadLogs(said.Output);
        return new(
            LogJudge.Judge(check.Name, logs),
            [
                .. logs.OfType<LogFacts.Seen>()
                    .Where(log => log.Samples.Count > 0)
                    .Select(log => new Exhibit(
                        $"errors in the log of {slot.Name}, {log.Process}",
                        string.Join('\n', log.Samples)
                    )),
            ]
        );
    }

    private async Task<Answered> DiskAsync(Check.Disk check, Slot slot, CancellationToken cancel)
    {
        var facts = await LookAsync(slot, check.Path, cancel);
        return Bare(DiskJudge.Judge(check.Name, check.Path, facts.Path, check.Warn, check.Fail));
    }

    private async Task<Answered> TcpAsync(
        Check.Tcp check,
        TimeSpan timeout,
        CancellationToken cancel
    )
    {
        var said = await LookAsync(
            cancel,
            "reach",
            check.Address,
            check.Port.ToString(CultureInfo.InvariantCulture),
            LeasedHost.Seconds(timeout)
        );
        return Bare(
            ReachJudge.Judge(check.Name, check.Address, check.Port, said.Output.Trim(), timeout)
        );
    }

    private async Task<Answered> ExecAsync(
        Check.Exec check,
        Slot slot,
        TimeSpan timeout,
        CancellationToken cancel
    )
    {
        var leased = app.Leased;
        var ran = await leased.LastAsync(
            leased.Change("exec", slot.Name, LeasedHost.Seconds(timeout), check.Command),
            timeout,
            cancel
        );
        if (ran is { ExitCode: LeaseLost.HelperCode, Refusal: { } lost })
            throw new LeaseLost(app.Name, lost);
        var said = (ran.Output + ran.Error).Trim();
        return new(
            Judge(check.Name, ran),
            said.Length is 0 ? [] : [new Exhibit($"what `{check.Name}` said", said)]
        );
    }

    private static CheckResult Judge(string name, ProcessResult ran) =>
        ran switch
        {
            { Succeeded: true } => new(name, Finding.Passed, "exit code 0"),
            { ExitCode: 124, Refusal: { } late } => new(name, Finding.Failed, late),
            { Refusal: { } why } => new(name, Finding.Error, why),
            // POSIX: not found, and found but not to be run.
            { ExitCode: 126 or 127 } => new(
                name,
                Finding.Error,
                $"exit code {ran.ExitCode}: the command is not there, or may not be run"
            ),
            _ => new(name, Finding.Failed, $"exit code {ran.ExitCode}"),
        };

    private static Answered Bare(CheckResult result) => new(result, []);

    private Task<ProcessResult> LookAsync(CancellationToken cancel, params string[] words) =>
        app.MustAsync(
            $"ask the host ({words[0]})",
            app.Leased.Look(words[0], words.Skip(1)),
            Patience,
            cancel
        );
}
