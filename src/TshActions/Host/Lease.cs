using TshActions.Core.Journal;
using TshActions.Processes;

namespace TshActions.Host;

/// <summary>Whose a lease is: a run of a workflow with all its jobs and steps, or a person at a machine.</summary>
public sealed record LeaseOwner(string Name, string Run);

/// <summary>
/// The right to change one app on one host, for as long as this run shows signs of life. Lost when the host hears
/// nothing for the manifest's `lease`, or when a person takes it.
/// </summary>
public sealed class Lease : IAsyncDisposable
{
    private readonly AppHost _app;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _over = new();
    private readonly Task _heartbeat;
    private bool _given;

    private Lease(AppHost app, TimeProvider time, string how, JournalEntry? open, bool waited)
    {
        (_app, _time, How, Open) = (app, time, how, open);
        NothingHappened = !waited && open is null && how is "taken";
        _heartbeat = BeatAsync();
    }

    /// <summary>`taken`, `kept`, `adopted`, `expired` or `seized`: what became of the lease that was there.</summary>
    public string How { get; }

    /// <summary>What the run before left unfinished.</summary>
    public JournalEntry? Open { get; }

    /// <summary>Whether nobody worked here between the look before and now.</summary>
    public bool NothingHappened { get; }

    /// <summary>Cancelled once the host will not listen to this run any more.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <exception cref="LeaseHeld">Another run has it and <paramref name="patience"/> is over.</exception>
    public static async Task<Lease> TakeAsync(
        AppHost app,
        LeaseOwner owner,
        bool seize,
        TimeSpan patience,
        Action<string> say,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var begin = time.GetTimestamp();
        var seconds = $"{app.Place.Manifest.Lease.TotalSeconds:0}";
        string[] words = ["take", app.Place.Root, app.Token, owner.Name, owner.Run, seconds];
        var told = "";
        while (true)
        {
            var answer = await app.AskAsync(cancel, seize ? [.. words, "seize"] : words);
            var said = HostLines.Read(answer.Output);
            if (answer.Succeeded)
                return new Lease(
                    app,
                    time,
                    said["lease"].First(),
                    HistoryReading.Entry(said),
                    waited: told.Length > 0
                );
            if (answer.ExitCode is not LeaseLost.HelperCode)
                throw app.Failed("take the lease", answer);
            var held = new LeaseHeld(
                app.Name,
                said["lease.owner"].FirstOrDefault() ?? "nobody known",
                said["lease.run"].FirstOrDefault() ?? "an unknown run",
                TimeSpan.FromSeconds(double.Parse(said["lease.left"].FirstOrDefault() ?? "0"))
            );
            if (time.GetElapsedTime(begin) >= patience)
                throw held;
            if (held.Message != told)
                say($"  waiting: {told = held.Message}");
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancel);
        }
    }

    /// <summary>Leaves it to the next verb of the same owner.</summary>
    public async Task ParkAsync(CancellationToken cancel)
    {
        await StopAsync();
        Require("park the lease", await _app.AskAsync(cancel, "park", _app.Place.Root, _app.Token));
        // Only now: one that could not be parked is given back.
        _given = true;
    }

    /// <summary>It is not left to anybody after all: <see cref="ReleaseAsync"/> gives it back.</summary>
    public void Unpark() => _given = false;

    /// <summary>Gives it back, unless that was done or it is parked. An entry that is still open becomes the guard's at once.</summary>
    public async Task ReleaseAsync(CancellationToken cancel)
    {
        await StopAsync();
        if (_given)
            return;
        _given = true;
        await _app.AskAsync(cancel, "release", _app.Place.Root, _app.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _lost.Dispose();
        _over.Dispose();
    }

    private void Require(string what, ProcessResult result)
    {
        if (!result.Succeeded)
            throw _app.Failed(what, result);
    }

    private async Task StopAsync()
    {
        if (!_over.IsCancellationRequested)
            await _over.CancelAsync();
        await _heartbeat;
    }

    /// <summary>A sign of life six times within the lease: one that is lost on the way costs nothing.</summary>
    private async Task BeatAsync()
    {
        var lease = _app.Place.Manifest.Lease;
        var heard = _time.GetTimestamp();
        using var beat = new PeriodicTimer(lease / 6, _time);
        try
        {
            while (await beat.WaitForNextTickAsync(_over.Token))
            {
                var sent = _time.GetTimestamp();
                var answer = await RenewAsync(lease / 3);
                if (answer is { Succeeded: true })
                    heard = sent;
                else if (
                    answer is { ExitCode: LeaseLost.HelperCode }
                    || _time.GetElapsedTime(heard) >= lease
                )
                    break;
            }

            await _lost.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // Given back, or parked.
        }
    }

    /// <summary>Null when no answer came. The next beat tries again; if none gets through, the lease is over here as it is there.</summary>
    private async Task<ProcessResult?> RenewAsync(TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, late.Token);
        try
        {
            return await _app.AskAsideAsync("renew", both.Token);
        }
        catch (HostUnreachable)
        {
            return null;
        }
        catch (OperationCanceledException) when (!_over.IsCancellationRequested)
        {
            return null;
        }
    }
}
