using TshActions.Core.Reports;
using TshActions.Core.Shell;
using TshActions.Core.Slots;
using TshActions.Manifest;
using TshActions.Processes;
using TshActions.Ssh;

namespace TshActions.Host;

/// <summary>One app in one environment on its host: what can be seen and done there, each one round trip.</summary>
public sealed class AppHost(IRemoteHost host, Place place)
{
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    public IRemoteHost Remote => host;

    public Place Place => place;

    // A start may first have to stop what ran there.
    private TimeSpan Patience =>
        place.Manifest.Runtime.StartTimeout + place.Manifest.Runtime.StopTimeout + Soon;

    private string Helper => $"{place.Root}/bin/{HostHelper.FileName}";

    /// <summary>Puts the host helper there unless this very content is there already.</summary>
    public async Task EnsureHelperAsync(CancellationToken cancel)
    {
        var there = await host.RunAsync(ShellCommand.Of("test", "-x", Helper), Soon, cancel);
        if (there.Succeeded)
            return;
        var put = ShellCommand.Script(
            $"umask 022 && cat >{ShellCommand.Quote(Helper + ".next")} && chmod 755 {ShellCommand.Quote(Helper + ".next")} && mv {ShellCommand.Quote(Helper + ".next")} {ShellCommand.Quote(Helper)}"
        );
        var sent = await host.SendTextAsync(put, HostHelper.Text, cancel);
        if (!sent.Succeeded)
            throw new ActionException(
                ExitCode.Host,
                $"{host.Name} is not set up for {place.Manifest.App}, {place.Environment.Name}: {place.Root}/bin cannot be written",
                "run `tsh setup` once for this environment",
                sent.Error
            );
    }

    public async Task<HostState> ObserveAsync(CancellationToken cancel)
    {
        var seen = await HelpAsync(
            "look at the host",
            cancel,
            "observe",
            place.Root,
            place.Site.RoutesPath,
            place.Unit(Slot.Blue),
            place.Unit(Slot.Green)
        );
        return Observation.Read(host.Name, place.Site.IncludeLine, seen.Output);
    }

    public Task PointAsync(Slot slot, string deployment, CancellationToken cancel) =>
        HelpAsync(
            $"point {slot.Name} at {deployment}",
            cancel,
            "point",
            place.Root,
            slot.Name,
            deployment
        );

    /// <summary>Gives an idle slot back what it held before <paramref name="deployment"/>, if it holds that.</summary>
    /// <returns>The release the slot holds now, or null when it never held another.</returns>
    public async Task<string?> RestoreAsync(Slot slot, string deployment, CancellationToken cancel)
    {
        var said = await HelpAsync(
            $"give {slot.Name} back what it held",
            cancel,
            "restore",
            place.Root,
            slot.Name,
            deployment
        );
        return said.Output.Trim() is { Length: > 0 } release ? release : null;
    }

    /// <summary>Starts what an idle slot holds now, whatever ran there before.</summary>
    public Task StartAsync(Slot slot, CancellationToken cancel) =>
        HelpAsync($"start {slot.Name}", cancel, "start", place.Root, slot.Name, place.Unit(slot));

    public Task StopAsync(Slot slot, CancellationToken cancel) =>
        HelpAsync($"stop {slot.Name}", cancel, "stop", place.Root, slot.Name, place.Unit(slot));

    public Task SwitchAsync(Slot slot, CancellationToken cancel) =>
        HelpAsync($"switch to {slot.Name}", cancel, "switch", place.Root, slot.Name);

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

    /// <summary>Runs the team's own command with a deployment's environment, in its release folder.</summary>
    public Task<ProcessResult> RunInAsync(
        string deployment,
        string command,
        TimeSpan timeout,
        CancellationToken cancel
    ) =>
        host.RunAsync(
            ShellCommand.Of(Helper, "run", place.Root, deployment, command),
            timeout,
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

    public RemoteCommandFailed Failed(string what, ProcessResult result) =>
        new(
            $"could not {what} on {host.Name} (exit code {result.ExitCode})",
            "the host's own words stand above; `tsh setup` renews rights and files if they are missing",
            string.Join('\n', new[] { result.Output, result.Error }.Where(text => text.Length > 0))
        );

    private Task<ProcessResult> HelpAsync(
        string what,
        CancellationToken cancel,
        params IEnumerable<string> words
    ) => MustAsync(what, ShellCommand.Of([Helper, .. words]), Patience, cancel);
}
