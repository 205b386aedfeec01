using TshActions.Core.Shell;
using TshActions.Core.Ticks;
using TshActions.Ssh;

namespace TshActions.Host;

/// <summary>How the slot before answered just before the switch; it stays with the deployment that took its place.</summary>
public sealed class KeptBaseline(AppHost app, string deployment)
{
    private string Path =>
        ShellCommand.Quote($"{app.Place.Root}/deployments/{deployment}/baseline");

    /// <param name="lines">Ticks as the host's prober wrote them.</param>
    public async Task KeepAsync(IReadOnlyList<string> lines, CancellationToken cancel)
    {
        var kept = await app.Remote.SendTextAsync(
            ShellCommand.Script($"cat >{Path}.next && mv {Path}.next {Path}"),
            string.Concat(lines.Select(line => line + "\n")),
            cancel
        );
        if (!kept.Succeeded)
            throw app.Failed("keep the baseline", kept);
    }

    /// <summary>Milliseconds by probe; empty where nothing was kept.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<double>>> ReadAsync(
        CancellationToken cancel
    )
    {
        var said = await app.Remote.RunAsync(
            ShellCommand.Script($"cat {Path} 2>/dev/null || true"),
            AppHost.Soon,
            cancel
        );
        return Recording.Samples(
            said.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(TickLine.ReadOrNothing)
                .OfType<Tick>()
        );
    }
}
