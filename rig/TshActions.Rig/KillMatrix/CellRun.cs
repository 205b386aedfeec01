using System.Diagnostics;
using TshActions.Rig.Docker;
using TshActions.Rig.Secrets;

namespace TshActions.Rig.KillMatrix;

/// <summary>Plays one cell: brings the stage there, runs the verb, strikes it, and asks what became of everything.</summary>
public sealed class CellRun
{
    // Others work on this machine too, and a host that reboots needs its time.
    private static readonly TimeSpan Settling =
        MatrixManifest.Lease + MatrixManifest.Drain + TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    // The shared connection outlives a program that was killed by a minute, which is said where it is asked for.
    private static readonly TimeSpan OrphanGrace = TimeSpan.FromSeconds(75);

    // What a program that is asked to stop may take.
    private static readonly TimeSpan SafeWithin = TimeSpan.FromSeconds(7);

    private readonly MatrixStage _stage;
    private readonly Cell _cell;
    private readonly Readied _ready;
    private readonly Traffic _traffic;
    private readonly List<string> _troubles = [];
    private readonly List<string> _logs = [];
    private Task? _strike;
    private TimeSpan? _back;
    private long _struckAt;
    private DateTimeOffset _struckOn;

    private CellRun(MatrixStage stage, Cell cell, Readied ready, Traffic traffic) =>
        (_stage, _cell, _ready, _traffic) = (stage, cell, ready, traffic);

    private Fault Fault => _cell.Fault;

    /// <param name="timed">Whether a run that was asked to stop must be quick about it: not on a machine that tests share.</param>
    public static async Task<CellResult> PlayAsync(
        MatrixStage stage,
        Cell cell,
        bool timed,
        CancellationToken cancel
    )
    {
        var begin = Stopwatch.GetTimestamp();
        try
        {
            // First of all: a gate that is to begin has no more time than the lease its deployment left to it.
            await using var traffic = await Traffic.StartAsync(stage.Site, cancel);
            var hunt = await SecretHunt.PrepareAsync(stage, cancel);
            await using var watch = await ArgumentWatch.StartAsync(
                stage.Vps,
                cancel,
                every: TimeSpan.FromMilliseconds(10)
            );
            var ready = await Readied.ForAsync(stage, cell.Play, cancel);
            var run = new CellRun(stage, cell, ready, traffic);
            var result = await run.PlayAsync(hunt, watch, timed, cancel);
            return result with { Took = Stopwatch.GetElapsedTime(begin) };
        }
        catch (Exception error)
            when (error is RigException or HttpRequestException or InvalidOperationException)
        {
            return new(
                cell,
                [$"could not be played: {error.Message}"],
                Stopwatch.GetElapsedTime(begin)
            );
        }
    }

    private async Task<CellResult> PlayAsync(
        SecretHunt hunt,
        ArgumentWatch watch,
        bool timed,
        CancellationToken cancel
    )
    {
        await using var child = await _stage.StartAsync(_ready.Run, Hear, state: null, cancel);
        if (!await child.EndsWithinAsync(MatrixRun.Patience, cancel))
        {
            _troubles.Add($"the run did not end within {MatrixRun.Patience.TotalSeconds:0} s");
            child.KillAll();
            await child.EndsWithinAsync(Grace, cancel);
        }

        var ended = Stopwatch.GetTimestamp();
        await (_strike ?? Task.CompletedTask);
        var scene = new Scene(_stage, child);
        if (_strike is not null && Fault.EndsWithRun)
            await Fault.LiftAsync(scene, cancel);
        await ClientsAreBackAsync(cancel);
        _troubles.AddRange(
            Ends.Troubles(
                _cell,
                child,
                _strike is not null,
                timed ? SafeWithin : null,
                Elapsed(ended)
            )
        );
        _logs.Add(child.Log);

        var (settled, outcome) = await AfterwardsAsync(child, ended, cancel);
        if (_strike is not null && !Fault.EndsWithRun)
            await Fault.LiftAsync(scene, cancel);
        await ConvergeAsync(cancel);

        _troubles.AddRange(
            await Leftovers.HereAsync(
                child,
                Fault.KillsRun ? OrphanGrace - Stopwatch.GetElapsedTime(ended) : Grace,
                cancel
            )
        );
        if (Fault.KillsRun && Fault.LeavesSessions)
            _troubles.AddRange(await Leftovers.OnHostAsync(_stage, Grace, sessions: false, cancel));
        _troubles.AddRange(hunt.OfRun(child, Fault.KillsRun));
        _troubles.AddRange(await hunt.OnHostAsync(cancel));
        var (here, there) = await watch.EndAsync(cancel);
        _troubles.AddRange(hunt.InArguments(here, "here"));
        _troubles.AddRange(hunt.InArguments(there, "on the host"));
        var (counted, excused) = await _traffic.StopAsync();
        _troubles.AddRange(Ends.Lost(counted, sick: _cell.Play == Play.SickGate));
        return new(_cell, _troubles, TimeSpan.Zero)
        {
            ExitCode = child.ExitCode,
            EndedAfter = _strike is null ? null : Elapsed(ended),
            SettledAfter = settled,
            BackAfter = _back,
            Outcome = outcome,
            Requests = counted.Sum(part => part.Requests),
            Excused = excused,
            Log = string.Join("\n———\n", _logs),
        };
    }

    /// <summary>Heard in the middle of the run: what happens here happens before anything else is read of it.</summary>
    private void Hear(TshChild child, string line)
    {
        if (_strike is not null || !_cell.IsStruckBy(line))
            return;
        (_struckAt, _struckOn) = (Stopwatch.GetTimestamp(), TimeProvider.System.GetUtcNow());
        if (Fault.HoldsRun)
            child.Signal(Signal.Stop);
        if (Fault.CutsTraffic)
            _traffic.Excuse();
        _strike = StrikeAsync(new Scene(_stage, child));
    }

    private async Task StrikeAsync(Scene scene)
    {
        try
        {
            await Fault.StrikeAsync(scene, CancellationToken.None);
        }
        catch (RigException error)
        {
            _troubles.Add($"the fault could not be made: {error.Message}");
        }
        finally
        {
            if (Fault.HoldsRun)
                scene.Child.Signal(Signal.Continue);
        }
    }

    private async Task ClientsAreBackAsync(CancellationToken cancel)
    {
        if (_strike is null || !Fault.CutsTraffic)
            return;
        if (!await SiteAnswers.AnyAsync(_stage.Site, Settling, cancel))
            _troubles.Add("the site does not answer any more after the fault");
        else if (_traffic.Site == _stage.Site)
            _traffic.Count();
        else
            await _traffic.BeginAgainAsync(_stage.Site, cancel);
    }

    /// <summary>The post step, or the host by itself; nothing where the next run comes at once.</summary>
    private async Task<(TimeSpan? Settled, string Outcome)> AfterwardsAsync(
        TshChild child,
        long ended,
        CancellationToken cancel
    )
    {
        if (Fault.Sequel is Sequel.NextRun)
            return (null, "");
        if (Fault.Sequel is Sequel.PostStep)
            await PostStepAsync(child.State, cancel);
        HostSight seen;
        while ((seen = await _stage.LookAsync(cancel)) is { IsOpen: true, Phase: not "held" })
        {
            if (Fault.Sequel is Sequel.PostStep || Stopwatch.GetElapsedTime(ended) > Settling)
            {
                _troubles.Add(
                    $"unfinished {Stopwatch.GetElapsedTime(ended).TotalSeconds:0} s after the run: {seen}"
                );
                break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), cancel);
        }

        var settled = Stopwatch.GetElapsedTime(ended);
        _back = _strike is null ? null : seen.Reverted - _struckOn;
        _troubles.AddRange(Ends.Disagreements(_cell, _ready, child, seen));
        _troubles.AddRange(await SiteAnswers.OtherThanAsync(_stage.Site, seen.LiveRelease, cancel));
        _troubles.AddRange(
            await Leftovers.OnHostAsync(_stage, Grace, Fault.LeavesSessions, cancel)
        );
        return (settled, seen.IsOpen ? seen.Phase : seen.LastOutcome);
    }

    private async Task PostStepAsync(
        IReadOnlyDictionary<string, string> state,
        CancellationToken cancel
    )
    {
        await using var post = await _stage.StartAsync(_ready.Run, (_, _) => { }, state, cancel);
        if (!await post.EndsWithinAsync(MatrixRun.Patience, cancel))
            _troubles.Add("the post step did not end");
        else if (post.ExitCode is not (0 or 5))
            _troubles.Add($"the post step ended with exit code {post.ExitCode}");
        _logs.Add("post step\n" + post.Log);
    }

    /// <summary>Whatever was left: another release gets live, and nothing of the fault is left after it.</summary>
    private async Task ConvergeAsync(CancellationToken cancel)
    {
        var next = _stage.NextRelease();
        await using var run = await _stage.StartAsync(
            _stage.Deploy(next, _stage.NextRun()),
            cancel
        );
        if (!await run.EndsWithinAsync(MatrixRun.Patience, cancel))
            _troubles.Add("the next run did not end");
        else if (run.ExitCode is not 0)
            _troubles.Add($"the next run ended with exit code {run.ExitCode}");
        _logs.Add("next run\n" + run.Log);
        var seen = await _stage.LookAsync(cancel);
        if (seen.LiveRelease != next || seen.IsOpen || seen.LeaseAge is not null || seen.Flags > 1)
            _troubles.Add($"after the next run, which brought {next}: {seen}");
        _troubles.AddRange(await SiteAnswers.OtherThanAsync(_stage.Site, seen.LiveRelease, cancel));
        _troubles.AddRange(
            await Leftovers.OnHostAsync(_stage, Grace, Fault.LeavesSessions, cancel)
        );
        if (Fault.LeavesSessions && !Fault.KillsRun)
            await _stage.Vps.ShellAsync("pkill -KILL -f '^sshd: deploy' || :", cancel);
    }

    private TimeSpan Elapsed(long until) => Stopwatch.GetElapsedTime(_struckAt, until);
}
