using System.Security.Cryptography;
using System.Text;
using TshActions.Core.Reports;
using TshActions.Core.Shell;
using TshActions.Core.Slots;
using TshActions.Manifest;
using TshActions.Processes;
using TshActions.Ssh;

namespace TshActions.Host;

/// <summary>
/// One app in one environment on its host: what can be seen and done there, each one round trip. What changes something
/// carries the token of this run's lease; the host refuses a run that lost it.
/// </summary>
public sealed class AppHost(IRemoteHost host, Place place, string token)
{
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    // The helper's own, in `begin`.
    private const int TrafficMovedCode = 11;

    private bool _helperIsThere;
    private bool _isTold;

    public IRemoteHost Remote => host;

    public Place Place => place;

    public string Token => token;

    public string Name => host.Name;

    // A start may first have to stop what ran there, and an end to drain it.
    private TimeSpan Patience =>
        (place.Manifest.Runtime.StartTimeout + place.Manifest.Runtime.StopTimeout)
            * (1 + place.Manifest.Processes.Count)
        + place.Manifest.Proxy.DrainTimeout
        + Soon
        + Soon;

    public string Helper => $"{place.Root}/bin/{HostHelper.FileName}";

    /// <summary>
    /// Puts the host helper there, unless this very content is there already. It is nobody's business until it is
    /// called by its name, so this needs no lease; only where the host was told nothing yet it is told along.
    /// </summary>
    public async Task EnsureHelperAsync(CancellationToken cancel)
    {
        if (_helperIsThere)
            return;
        var there = await host.RunAsync(
            ShellCommand.Script(
                $"test -x {ShellCommand.Quote(Helper)} && echo helper; sha256sum {PlacePath} && readlink {LinkPath}; true"
            ),
            Soon,
            cancel
        );
        var said = there.Output.Split('\n');
        if (!said.Contains("helper"))
            await PutHelperAsync(cancel);
        var told = said.SkipWhile(line => line is "helper").ToList();
        _isTold =
            told is [var digest, var link, ..]
            && digest.StartsWith(Digest(PlaceFile.Text(place)))
            && link == HostHelper.FileName;
        if (told is [] or [""])
            await TellAsync(cancel);
        _helperIsThere = true;
    }

    /// <summary>The same once more: what was seen of the host before is not believed any longer.</summary>
    public Task LookAnewAsync(CancellationToken cancel)
    {
        _helperIsThere = false;
        return EnsureHelperAsync(cancel);
    }

    /// <summary>
    /// Tells the host what the manifest says of the app by now. The guard and a person's hands go by it, so the lease
    /// must be this run's.
    /// </summary>
    /// <returns>Whether it was told something else before.</returns>
    public async Task<bool> TellAnewAsync(CancellationToken cancel)
    {
        if (_isTold)
            return false;
        await TellAsync(cancel);
        return true;
    }

    private async Task TellAsync(CancellationToken cancel)
    {
        await PutAsync(
            ShellCommand.Script(
                $"cat >{PlacePath}.next && mv {PlacePath}.next {PlacePath} && ln -sfn {HostHelper.FileName} {LinkPath}"
            ),
            PlaceFile.Text(place),
            cancel
        );
        _isTold = true;
    }

    private Task PutHelperAsync(CancellationToken cancel)
    {
        var helper = ShellCommand.Quote(Helper);
        return PutAsync(
            ShellCommand.Script(
                $"umask 022 && cat >{helper}.next && chmod 755 {helper}.next && mv {helper}.next {helper}"
            ),
            HostHelper.Text,
            cancel
        );
    }

    private string PlacePath => ShellCommand.Quote($"{place.Root}/place");

    // The newest helper that was told of the app: what the guard and the commands for a person's hands run.
    private string LinkPath => ShellCommand.Quote($"{place.Root}/bin/tsh-host");

    private static string Digest(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public async Task<HostState> ObserveAsync(CancellationToken cancel)
    {
        var seen = await HelpAsync("look at the host", cancel, "observe", place.Root);
        return Observation.Read(
            host.Name,
            place.Site.IncludeLine,
            seen.Output,
            place.Manifest.Proxy.Switch
        );
    }

    /// <summary>A sign of life.</summary>
    /// <exception cref="LeaseLost">The host does not listen to this run any more.</exception>
    public Task RenewAsync(CancellationToken cancel) => ActAsync("be heard", cancel, "renew");

    /// <summary>Opens the journal's entry and sets the guard, which acts when this run falls silent.</summary>
    /// <exception cref="TrafficMoved">Another slot is live than the entry would leave.</exception>
    public async Task BeginAsync(
        IEnumerable<KeyValuePair<string, string>> entry,
        CancellationToken cancel
    )
    {
        var began = await AskAsync(
            cancel,
            ["begin", place.Root, token, .. entry.Select(pair => $"{pair.Key}={pair.Value}")]
        );
        if (began.ExitCode is TrafficMovedCode)
            throw new TrafficMoved($"{host.Name}: {began.Error.Trim()}");
        if (!began.Succeeded)
            throw Failed("write the journal", began);
    }

    /// <summary>Stops what runs in an idle slot and lets it hold a deployment; what it held before is remembered.</summary>
    public async Task<CutConnections> OccupyAsync(
        Slot slot,
        string deployment,
        CancellationToken cancel
    )
    {
        var said = await ActAsync(
            $"point {slot.Name} at {deployment}",
            cancel,
            ["occupy", slot.Name, deployment]
        );
        return CutConnections.Read(HostLines.Read(said.Output));
    }

    /// <summary>Starts what an idle slot holds now, whatever ran there before.</summary>
    public Task StartAsync(Slot slot, CancellationToken cancel) =>
        ActAsync($"start {slot.Name}", cancel, ["start", slot.Name]);

    /// <summary>Moves traffic. From here on silence takes it back, until <see cref="ConfirmAsync"/>.</summary>
    public Task SwitchAsync(Slot slot, CancellationToken cancel) =>
        ActAsync($"switch to {slot.Name}", cancel, ["switch", slot.Name]);

    /// <summary>Lets singletons run in the live slot and nowhere else.</summary>
    public Task SettleAsync(CancellationToken cancel) =>
        ActAsync("move the singletons", cancel, ["settle"]);

    public Task ConfirmAsync(CancellationToken cancel) =>
        ActAsync("confirm the release", cancel, ["confirm"]);

    /// <summary>Keeps an unconfirmed release live, and stops the guard from taking it back.</summary>
    public Task HoldAsync(string reason, CancellationToken cancel) =>
        ActAsync("hold the release", cancel, ["hold", reason]);

    /// <summary>Moves unconfirmed traffic back at once; clearing the slot is left to whoever resolves the entry.</summary>
    public Task RevertAsync(string reason, CancellationToken cancel) =>
        ActAsync("take the release back", cancel, ["revert", reason]);

    /// <summary>Brings an unfinished entry to its end.</summary>
    /// <param name="revert">Why an unconfirmed release goes, or null to do as silence would.</param>
    public async Task<Resolution> ResolveAsync(string? revert, CancellationToken cancel)
    {
        var said = await ActAsync(
            "resolve the journal's entry",
            cancel,
            revert is null ? ["resolve"] : ["resolve", "revert", revert]
        );
        return Resolution.Read(said.Output);
    }

    /// <summary>Puts on record what nginx does: it is believed. The slot it routes to is started if it does not run.</summary>
    public Task AcceptAsync(CancellationToken cancel) =>
        ActAsync("write down what is live", cancel, "accept");

    /// <summary>If the lease is still this token's: resolves what is open, as if asked for, and gives the lease back.</summary>
    public async Task<Resolution> ReclaimAsync(CancellationToken cancel)
    {
        var said = await ActAsync("clear up behind the step", cancel, "reclaim");
        return Resolution.Read(said.Output);
    }

    /// <summary>Open connections to the slot, counted on the host.</summary>
    public async Task<int> ConnectionsAsync(Slot slot, CancellationToken cancel)
    {
        var counted = await HelpAsync(
            "count connections",
            cancel,
            "connections",
            $"{place.Environment.Port(slot)}"
        );
        return int.TryParse(counted.Output, out var open)
            ? open
            : throw Failed("count connections", counted);
    }

    /// <summary>What of a deployment is not as it was when a slot first took it; lines for <see cref="RecordedSpec"/>.</summary>
    public async Task<IReadOnlyList<string>> DiffersAsync(
        string deployment,
        CancellationToken cancel
    )
    {
        var said = await HelpAsync(
            "compare the deployment with its record",
            cancel,
            "differs",
            place.Root,
            deployment
        );
        return said.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>For what lasts, and for what is built beside this class.</summary>
    public LeasedHost Leased => new(host, Helper, place.Root, token);

    /// <summary>Runs the team's own command with a deployment's environment, in its release folder.</summary>
    public Task<ProcessResult> RunInAsync(
        string deployment,
        string command,
        TimeSpan timeout,
        CancellationToken cancel
    ) =>
        Leased.LastAsync(
            Leased.Change("run", deployment, LeasedHost.Seconds(timeout), command),
            timeout,
            cancel
        );

    /// <summary>A helper command of which the exit code is an answer, in a session of its own beside the shell.</summary>
    public Task<ProcessResult> AskAsideAsync(
        string command,
        CancellationToken cancel,
        params string[] words
    ) =>
        host.SendAsync(
            ShellCommand.Of([Helper, command, place.Root, token, .. words]),
            _ => Task.CompletedTask,
            cancel
        );

    /// <summary>Runs a fixed command that must succeed.</summary>
    public async Task<ProcessResult> MustAsync(
        string what,
        ShellCommand command,
        TimeSpan timeout,
        CancellationToken cancel
    )
    {
        var result = await host.RunAsync(command, timeout, cancel);
        return result.Succeeded ? result : throw Failed(what, result);
    }

    public ActionException Failed(string what, ProcessResult result)
    {
        var said = string.Join(
            '\n',
            new[] { result.Output, result.Error }.Where(text => text.Length > 0)
        );
        return result.ExitCode is LeaseLost.HelperCode && result.Refusal is not null
            ? new LeaseLost(host.Name, result.Error.Trim())
            : new RemoteCommandFailed(
                $"could not {what} on {host.Name} (exit code {result.ExitCode})",
                "the host's own words stand above; `tsh setup` renews rights and files if they are missing",
                said
            );
    }

    /// <summary>A helper command of which any exit code is an answer.</summary>
    internal Task<ProcessResult> AskAsync(
        CancellationToken cancel,
        params IEnumerable<string> words
    ) => host.RunAsync(ShellCommand.Of([Helper, .. words]), Patience, cancel);

    private Task<ProcessResult> ActAsync(
        string what,
        CancellationToken cancel,
        params IEnumerable<string> words
    ) => HelpAsync(what, cancel, [words.First(), place.Root, token, .. words.Skip(1)]);

    private Task<ProcessResult> HelpAsync(
        string what,
        CancellationToken cancel,
        params IEnumerable<string> words
    ) => MustAsync(what, ShellCommand.Of([Helper, .. words]), Patience, cancel);

    private async Task PutAsync(ShellCommand put, string text, CancellationToken cancel)
    {
        var sent = await host.SendTextAsync(put, text, cancel);
        if (!sent.Succeeded)
            throw new ActionException(
                ExitCode.Host,
                $"{host.Name} is not set up for {place.Manifest.App}, {place.Environment.Name}: {place.Root} cannot be written",
                "run `tsh setup` once for this environment; if it was, see whether the disk is full",
                sent.Error
            );
    }
}
