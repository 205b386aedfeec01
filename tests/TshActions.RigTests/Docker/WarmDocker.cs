using TshActions.Rig.Docker;
using TshActions.Rig.Runner;
using TshActions.Rig.Secrets;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Docker;

/// <summary>
/// A host of containers, brought there by the verbs alone: v1 came as an archive and is warm in green, v2 came from the
/// registry and is live in blue. Beside the web container of the live slot runs a scheduler, of which there is one.
/// </summary>
public sealed class WarmDocker : IAsyncLifetime
{
    private const string Processes = """
        processes:
          scheduler: { command: sleep infinity, overlap: singleton }

        """;

    private const string Events = "/root/events";

    public DockerBench Bench { get; } = new();

    public TshResult SetUp { get; private set; } = Nothing;

    public TshResult FromArchive { get; private set; } = Nothing;

    public TshResult FromRegistry { get; private set; } = Nothing;

    public PushedImage V2 { get; private set; } = new("", "");

    /// <summary>Arguments of all processes seen while the registry was asked, here and there.</summary>
    public IReadOnlyList<string> Arguments { get; private set; } = [];

    private static TshResult Nothing => new(-1, "", new Dictionary<string, string>(), "");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Bench.InitializeAsync();
        if (!Bench.Started)
            return;
        // Written down as they come: docker itself remembers the last 256 events only, most of them health checks.
        await Bench.Vps.WriteFileAsync(
            "/usr/local/bin/note-events",
            $"#!/bin/sh\nexec docker events --filter type=container --filter event=start --filter event=die --format '{{{{.Action}}}} {{{{.Actor.Attributes.name}}}}' >{Events}\n",
            Cancel
        );
        await Bench.Vps.ShellAsync("systemd-run --quiet sh /usr/local/bin/note-events", Cancel);
        V2 = await Bench.PushReleaseAsync("v2");
        var registry = await Bench.RegistryAsync();
        await Bench.WriteManifestAsync(V2.Repository, change: WithScheduler);

        SetUp = await Bench.TshAsync("setup");
        SetUp.ExitCode.ShouldBe(0, SetUp.Log);
        FromArchive = await Bench.DeployAsync("v1", await Bench.SaveReleaseAsync("v1"));
        FromArchive.ExitCode.ShouldBe(0, FromArchive.Log);
        await using var watch = await ArgumentWatch.StartAsync(Bench.Vps, Cancel);
        FromRegistry = await Bench.DeployAsync(
            "v2",
            V2.Reference,
            ("registry-user", Registry.User),
            ("registry-password", registry.Password)
        );
        var (here, there) = await watch.EndAsync(Cancel);
        Arguments = [.. here, .. there];
        FromRegistry.ExitCode.ShouldBe(0, FromRegistry.Log);

        // Enough on the shelf that no order of any load is turned down.
        await Bench.Vps.ShellAsync(
            "su postgres -c \"psql -q -d erp_production -c 'UPDATE stock SET on_hand = 100000000'\"",
            Cancel
        );
    }

    /// <summary>The bench's manifest with the scheduler in it, and no long wait for kept connections.</summary>
    public static string WithScheduler(string manifest) =>
        manifest.Replace("drain-timeout: 6s", "drain-timeout: 2s") + Processes;

    public ValueTask DisposeAsync() => Bench.DisposeAsync();

    /// <summary>The release that answers through the site, and the slot it answers from.</summary>
    public async Task<(string Release, string Slot)> LiveAsync()
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(Bench.Site, "/health"), Cancel);
        return (
            answer.Headers.GetValues("X-Release").First(),
            answer.Headers.GetValues("X-Slot").First()
        );
    }

    /// <summary>The scheduler runs beside what is live and nowhere else, and never were there two of them since the boot.</summary>
    public async Task SchedulerShouldBeBesideAsync(string slot)
    {
        (
            await Bench.Vps.ShellAsync(
                "docker ps --filter name=-scheduler --format '{{.Names}}'",
                Cancel
            )
        ).ShouldBe($"tsh_erp_app_{slot}-scheduler");
        string[] there = [$"tsh_erp_app_{slot}-scheduler"];
        await Eventually.HoldsAsync(
            "the events tell of it",
            async () => await RunningAsync() is var running && running.SetEquals(there)
        );
    }

    private async Task<HashSet<string>> RunningAsync()
    {
        var events = await Bench.Vps.ShellAsync($"cat {Events}", Cancel);
        HashSet<string> running = [];
        foreach (
            var words in events
                .Split('\n')
                .Where(line => line.EndsWith("-scheduler"))
                .Select(line => line.Split(' '))
        )
        {
            if (words[0] is "start")
                running.Add(words[1]);
            else
                running.Remove(words[1]);
            running.Count.ShouldBeLessThanOrEqualTo(1, events);
        }

        return running;
    }
}
