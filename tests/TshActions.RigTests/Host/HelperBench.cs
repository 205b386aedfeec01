using TshActions.Host;
using TshActions.Manifest;
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
    public const string Token = "token-of-this-run";
    public const string Guard = "tsh-tsh-erp_production-guard.service";
    public const string Helper = $"{Root}/bin/tsh-host";
    private const string Units =
        "tsh_erp-blue tsh_erp-green tsh_erp-blue-clock tsh_erp-green-clock";

    private readonly Workbench _bench = new();
    private string _place = "";

    public Vps Vps => _bench.Vps;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _bench.InitializeAsync();

    public async ValueTask DisposeAsync() => await _bench.DisposeAsync();

    /// <summary>Nothing deployed, nothing running, blue live, nobody at work: where every test begins.</summary>
    public async Task StartFreshAsync()
    {
        if (_place.Length is 0)
            await SetUpAsync();
        await Vps.ShellAsync(
            $"systemctl stop {Guard} {Units}; systemctl reset-failed {Guard} {Units} 2>/dev/null; rm -rf /srv/clock && install -d -o deploy /srv/clock",
            Cancel
        );
        await Vps.WriteFileAsync($"{Root}/place", _place, Cancel);
        await AsDeployAsync(
            $"""
            cd {Root}
            rm -rf slots/* live/* deployments/* releases/* journal/open* journal/damaged* journal/closed/* bad/* lease* record guard.* run.*
            for name in one two three; do
                mkdir -p releases/$name deployments/$name
                echo $name >releases/$name/name
                ln -s ../../releases/$name deployments/$name/release
                : >deployments/$name/app.env
                : >deployments/$name/release.env
            done
            """
        );
    }

    /// <summary>The release `one` is live in blue and `two` is warm in green; this run has the lease.</summary>
    public async Task StartWarmAsync(int lease = 600)
    {
        await StartFreshAsync();
        await PointAsync("blue", "one");
        await PointAsync("green", "two");
        await Vps.ShellAsync("systemctl start tsh_erp-blue tsh_erp-green", Cancel);
        await AnswersAsync("blue", "one");
        await AnswersAsync("green", "two");
        await TakeAsync(lease);
    }

    public Task<string> TakeAsync(int seconds, string token = Token) =>
        MustAsync("take", Root, token, "tests", "run 1", $"{seconds}");

    /// <summary>Opens the entry that brings `three` from blue to green.</summary>
    public Task<string> BeginAsync(params string[] instead)
    {
        string[] usual =
        [
            "kind=deploy",
            "release=three",
            "deployment=three",
            "from=blue",
            "to=green",
            "silence=revert",
            "schema=yes",
            "owner=tests",
            "run=run 1",
        ];
        var entry = instead
            .Concat(usual)
            .DistinctBy(pair => pair.Split('=')[0])
            .Order(StringComparer.Ordinal);
        return MustAsync(["begin", Root, Token, .. entry]);
    }

    /// <summary>The candidate `three` answers in green.</summary>
    public async Task BringAsync(params string[] more)
    {
        await BeginAsync(more);
        await MustAsync("occupy", Root, Token, "green", "three");
        await MustAsync("start", Root, Token, "green");
        await AnswersAsync("green", "three");
    }

    public async Task SwitchAsync(string slot = "green")
    {
        await MustAsync("switch", Root, Token, slot);
        (await SiteAsync()).ShouldBe(slot is "green" ? "three" : "one");
    }

    public Task PointAsync(string slot, string deployment) =>
        AsDeployAsync($"ln -sfn ../deployments/{deployment} {Root}/slots/{slot}");

    public Task FlagAsync(string live) =>
        AsDeployAsync(
            $"rm -f {Root}/live/*; {(live is "green" ? $": >{Root}/live/green" : "true")}"
        );

    /// <summary>An open entry as another run might have left it, with a good checksum.</summary>
    public Task WriteEntryAsync(params string[] lines) =>
        AsDeployAsync(
            $$"""
            cd {{Root}}/journal
            cat >open <<'END'
            tsh-journal 1
            {{string.Join('\n', lines)}}
            END
            printf 'end %s\n' "$(cksum <open)" >>open
            """
        );

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
        (await MustAsync("observe", Root)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public Task<string> AsDeployAsync(string script) =>
        DockerCli.RequireAsync(["exec", "-u", "deploy", Vps.Name, "sh", "-euc", script], Cancel);

    /// <summary>Which release answers through nginx.</summary>
    public Task<string> SiteAsync() =>
        Vps.ShellAsync("curl -s -m 5 http://127.0.0.1/name || echo nothing", Cancel);

    public Task AnswersAsync(string slot, string release) =>
        Ssh.Eventually.HoldsAsync(
            $"{slot} answers as {release}",
            async () =>
                await Vps.ShellAsync(
                    $"curl -s -m 5 http://127.0.0.1:{(slot is "blue" ? 8001 : 8011)}/name || echo nothing",
                    Cancel
                ) == release,
            TimeSpan.FromSeconds(60)
        );

    /// <summary>`key value` lines of the last closed entry.</summary>
    public Task<string> ClosedAsync() =>
        AsDeployAsync($"cd {Root}/journal/closed; cat \"$(ls | tail -n 1)\" 2>/dev/null || true");

    /// <summary>Waits for an entry to be closed with an outcome, and for the lease to be free.</summary>
    public Task EndsAsync(string outcome) =>
        Ssh.Eventually.HoldsAsync(
            $"the entry ended {outcome}",
            async () =>
                await AsDeployAsync($"cd {Root}; ls journal/open lease 2>/dev/null || true") is ""
                && (await ClosedAsync()).Contains($"\noutcome {outcome}\n"),
            TimeSpan.FromSeconds(60)
        );

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

    private async Task SetUpAsync()
    {
        await _bench.WriteManifestAsync(manifest =>
            manifest
                .Replace(
                    "/usr/bin/python3 -m uvicorn erp.main:app --host 127.0.0.1 --port {port}",
                    "/usr/bin/python3 -m http.server --bind 127.0.0.1 {port}"
                )
                .Replace("drain-timeout: 6s", "drain-timeout: 2s")
                .Replace("kind: systemd", "kind: systemd\n  start-timeout: 10s")
            + "processes:\n  clock: { command: /usr/bin/python3 /srv/clock.py, overlap: singleton }\n"
        );
        await Vps.WriteFileAsync("/srv/clock.py", SingletonTests.Clock, Cancel);
        var setUp = await _bench.TshAsync("setup");
        setUp.ExitCode.ShouldBe(0, setUp.Log);
        await Vps.WriteFileAsync(Helper, HostHelper.Text, Cancel);
        await Vps.ShellAsync($"chmod 755 {Helper}; chown deploy {Helper}", Cancel);
        var (manifest, problems) = ManifestReader.Read(
            await File.ReadAllTextAsync(
                Path.Combine(_bench.Workspace, ".github", "tsh.yml"),
                Cancel
            )
        );
        problems.ShouldBeEmpty();
        var environment = manifest!.Environments[0];
        _place = PlaceFile.Text(new Place(manifest, environment, environment.Hosts[0]));
    }
}
