using TshActions.Rig.Erp;
using TshActions.Rig.Runner;
using TshActions.Ssh;
using TshActions.Tests;
using static TshActions.RigTests.GitHub.ApiBench;
using static TshActions.RigTests.GitHub.PreflightBench;

namespace TshActions.RigTests.GitHub;

/// <summary>The checklist with a key to the host: what is asked there, on a real one.</summary>
public sealed class PreflightOnHostTests(Workbench host) : IClassFixture<Workbench>
{
    [Fact(Timeout = 120_000)]
    public async Task The_whole_checklist_where_all_of_it_holds()
    {
        await using var bench = await StartAsync();
        await using var sites = await LoopbackSites.StartAsync();
        var main = await GoodAsync(bench, sites);
        await SetUpAsync(bench, sites);

        var result = await RunAsync(bench, main, sites, [Waits]);

        result.ExitCode.ShouldBe(0, result.Log);
        result.Outputs["verdict"].ShouldBe("pass", result.Log);
        Approved.Check(Known(result));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_host_without_room_for_a_second_slot_and_one_key_for_both_environments()
    {
        await using var bench = await StartAsync();
        await using var sites = await LoopbackSites.StartAsync();
        var main = await GoodAsync(bench, sites, HostKey.Parse(host.Key.PublicKey).Fingerprint);
        await SetUpAsync(bench, sites);

        var result = await RunAsync(
            bench,
            main,
            sites,
            [("overlap: { disk: 1MB, memory: 1MB }", "overlap: { disk: 900000GB, memory: 1MB }")]
        );

        result.ExitCode.ShouldBe(1, result.Log);
        result.Log.ShouldContain("✗ room");
        result.Log.ShouldContain("has no room for both slots at once: disk");
        result.Log.ShouldContain("both are deployed to with one ssh key");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_host_that_nobody_reaches_is_no_host_with_room()
    {
        await using var bench = await StartAsync();
        await using var sites = await LoopbackSites.StartAsync();
        var main = await GoodAsync(bench, sites);

        var result = await RunAsync(
            bench,
            main,
            sites,
            [($"port: {host.Vps.SshPort}", $"port: {Closed()}")]
        );

        result.ExitCode.ShouldBe(3, result.Log);
        result
            .Log.Split('\n')
            .Count(line =>
                line.Contains("? room    ") && line.Contains("two")
                || line.Contains("! backup  ") && line.Contains("two")
            )
            .ShouldBe(2, result.Log);
    }

    private (string, string) OnHost =>
        (TshOnGitHub.ProductionHost, ErpManifest.Host("two", host.Vps));

    /// <summary>What nginx on the VPS includes.</summary>
    private static readonly (string, string) App = ("app: erp\n", "app: tsh-erp\n");

    private static readonly (string, string) Spare = (
        "runtime:",
        "migrations: { kind: alembic }\nbackup: {}\ndatabase: { variable: DATABASE_URL }\noverlap: { disk: 1MB, memory: 1MB }\nruntime:"
    );

    private async Task SetUpAsync(ApiBench bench, LoopbackSites sites)
    {
        var tsh = new TshOnGitHub(bench, "production", Permissions)
        {
            Changes = [App, OnHost, Spare],
            Sites = sites,
            Key = host.Key,
        };
        var result = await tsh.RunAsync("setup", ("environment", "production"));
        result.ExitCode.ShouldBe(0, result.Log);
    }

    private Task<TshResult> RunAsync(
        ApiBench bench,
        string commit,
        LoopbackSites sites,
        IReadOnlyList<(string, string)> changes
    ) =>
        PreflightBench.RunAsync(
            bench,
            commit,
            file: Application,
            changes: [App, OnHost, Spare, .. changes],
            sites: sites,
            key: host.Key
        );

    private static int Closed()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Without what is another in every run.</summary>
    private string Known(TshResult result) => Rows(result).Replace(HostKeyText, "SHA256:KEY");

    private string HostKeyText => HostKey.Parse(host.Vps.HostKey).Fingerprint;
}
