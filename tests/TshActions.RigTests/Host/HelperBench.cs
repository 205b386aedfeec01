using TshActions.Host;
using TshActions.Processes;
using TshActions.Rig.Docker;

namespace TshActions.RigTests.Host;

/// <summary>
/// The host helper as it stands in the source tree, on a VPS after `tsh setup`, run by the deploy user. The slots' units
/// are a small file server, and their deployments are made by hand: nothing here needs an application.
/// </summary>
public sealed class HelperBench : IAsyncLifetime
{
    public const string Root = "/var/lib/tsh/tsh-erp/production";
    public const string Routes = "/etc/nginx/tsh/tsh-erp/production/site.conf";
    private const string Helper = "/usr/local/lib/tsh-host-under-test";

    private readonly Workbench _bench = new();
    private bool _ready;

    public Vps Vps => _bench.Vps;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _bench.InitializeAsync();

    public async ValueTask DisposeAsync() => await _bench.DisposeAsync();

    /// <summary>Nothing deployed, nothing running, blue live: where every test begins.</summary>
    public async Task StartFreshAsync()
    {
        if (!_ready)
        {
            await _bench.WriteManifestAsync(manifest =>
                manifest.Replace(
                    "/usr/bin/python3 -m uvicorn erp.main:app --host 127.0.0.1 --port {port}",
                    "/usr/bin/python3 -m http.server --bind 127.0.0.1 {port}"
                )
            );
            var setUp = await _bench.TshAsync("setup");
            setUp.ExitCode.ShouldBe(0, setUp.Log);
            await Vps.WriteFileAsync(Helper, HostHelper.Text, Cancel);
            await Vps.ShellAsync($"chmod 755 {Helper}", Cancel);
            _ready = true;
        }

        await Vps.ShellAsync(
            "systemctl stop tsh_erp-blue tsh_erp-green; systemctl reset-failed tsh_erp-blue tsh_erp-green",
            Cancel
        );
        await AsDeployAsync(
            $"""
            rm -rf {Root}/slots/* {Root}/live/* {Root}/deployments/* {Root}/releases/*
            for name in one two three; do
                mkdir -p {Root}/releases/$name {Root}/deployments/$name
                ln -s ../../releases/$name {Root}/deployments/$name/release
                : >{Root}/deployments/$name/app.env
                : >{Root}/deployments/$name/slot.env
            done
            """
        );
    }

    public Task<ProcessResult> HelpAsync(params string[] words) =>
        DockerCli.RunAsync(["exec", "-u", "deploy", Vps.Name, Helper, .. words], Cancel);

    /// <summary>The helper, which must succeed.</summary>
    public async Task<string> MustAsync(params string[] words)
    {
        var ran = await HelpAsync(words);
        (ran.ExitCode, ran.Error).ShouldBe((0, ""), string.Join(' ', words));
        return ran.Output;
    }

    public async Task<string[]> ObserveAsync() =>
        (
            await MustAsync(
                "observe",
                Root,
                Routes,
                "tsh_erp-blue.service",
                "tsh_erp-green.service"
            )
        ).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public Task AsDeployAsync(string script) =>
        DockerCli.RequireAsync(["exec", "-u", "deploy", Vps.Name, "sh", "-euc", script], Cancel);

    /// <summary>Everything a refusal must leave as it was: links, flag, and the two running programs.</summary>
    public Task<string> StateAsync() =>
        Vps.ShellAsync(
            $"""
            cd {Root}
            for link in slots/*; do [ ! -L "$link" ] || echo "$link -> $(readlink "$link")"; done
            ls -A live
            systemctl show -p ActiveState,MainPID,InvocationID tsh_erp-blue tsh_erp-green
            """,
            Cancel
        );
}
