using TshActions.Rig.Docker;
using TshActions.Rig.Erp;
using TshActions.Rig.Load;
using TshActions.Rig.Runner;
using TshActions.RigTests.Ssh;
using TshActions.RigTests.Traffic;

namespace TshActions.RigTests.Docker;

/// <summary>
/// Slots that are containers, moved by the verbs under load. Each test begins with whatever good release is live and
/// leaves a good one.
/// </summary>
public sealed class DockerVerbTests(WarmDocker host) : IClassFixture<WarmDocker>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DockerBench Bench => host.Bench;

    [Fact(Timeout = 300_000)]
    public async Task An_archive_and_a_registry_s_digest_get_live_and_the_password_stays_nowhere()
    {
        var registry = await Bench.RegistryAsync();
        host.SetUp.Log.ShouldContain("✓ Let deploy use docker");
        host.FromArchive.Log.ShouldMatch("✓ Upload release v1 · .*layers");
        host.FromRegistry.Log.ShouldContain($"pulled from {registry.Address}");
        host.FromRegistry.Outputs["live-release"].ShouldBe("v2");

        var told = host
            .FromRegistry.Log.Split('\n')
            .Where(line => !line.StartsWith("::add-mask::"));
        told.ShouldNotContain(line => line.Contains(registry.Password));
        host.Arguments.Count.ShouldBeGreaterThan(20);
        host.Arguments.ShouldNotContain(line => line.Contains(registry.Password));
        var left = await DockerCli.RunAsync(
            [
                .. new[] { "exec", "-i", Bench.Vps.Name, "sh", "-c" },
                "grep -rlFf /dev/stdin /var/lib/tsh /home /root /run /tmp /var/tmp /etc 2>/dev/null; true",
            ],
            registry.Password + "\n",
            Cancel
        );
        left.Output.ShouldBe("");
        // Signed in for the one pull, not for whoever comes next.
        (
            await Bench.Vps.ExecAsync(
                ["su", "deploy", "-c", $"docker pull -q {host.V2.Reference}x"],
                Cancel
            )
        ).Succeeded.ShouldBeFalse();
    }

    [Fact(Timeout = 300_000)]
    public async Task Deployments_the_gate_and_three_rollbacks_move_traffic_and_scheduler_and_drop_nothing()
    {
        await using var load = await SiteLoad.StartLightAsync(Bench.Site);

        await MustAsync(Bench.DeployAsync("c1", host.V2.Reference), "c1");
        await MustAsync(Bench.DeployAsync("c2", "v1.tar", ("confirm", "gate")), "c2");
        var gate = await MustAsync(Bench.TshAsync("health-gate", ("release", "c2")), "c2");
        gate.Log.ShouldContain("✓ Confirm");
        var warm = await MustAsync(Bench.TshAsync("rollback", ("reason", "a try")), "c1");
        warm.Log.ShouldContain("is warm and well");
        await MustAsync(Bench.TshAsync("rollback", ("force", "true")), "c2");
        // In no slot any more: made ready from the deployment the host kept.
        var named = await MustAsync(Bench.TshAsync("rollback", ("target", "v1")), "v1");
        named.Log.ShouldContain("✓ Prepare");

        var seen = await load.StopAsync();
        seen.ShouldHaveNoFailure(least: 200);
        foreach (var release in new[] { "c1", "c2", "v1" })
            seen.AnswersOf(release).ShouldNotBeNull(release);
    }

    [Fact(Timeout = 300_000)]
    public async Task Checks_are_asked_of_the_container_and_commands_run_in_its_image()
    {
        await WithChecksAsync("assert s.recv(7) == b'+PONG\\r\\n'");
        var passed = await MustAsync(Bench.DeployAsync("checked", host.V2.Reference), "checked");
        foreach (var check in new[] { "process", "log", "disk", "redis" })
            passed.Log.ShouldContain($"✓ {check}: ");

        await WithChecksAsync("raise SystemExit(3)");
        var refused = await Bench.DeployAsync("refused", host.V2.Reference);
        await Bench.WriteManifestAsync(host.V2.Repository, change: WarmDocker.WithScheduler);

        refused.ExitCode.ShouldBe(5, refused.Log);
        refused.Log.ShouldContain("✗ redis: exit code 3");
        refused.Outputs["live-release"].ShouldBe("checked");

        Task WithChecksAsync(string last) =>
            Bench.WriteManifestAsync(
                host.V2.Repository,
                change: manifest =>
                    WarmDocker
                        .WithScheduler(manifest)
                        .Replace(
                            "  pre-switch:",
                            $$"""
                              checks:
                                - { name: process, kind: process }
                                - { name: log, kind: logs }
                                - { name: disk, kind: disk }
                                - name: redis
                                  kind: exec
                                  command: >-
                                    python3 -c "import os, socket, urllib.parse as u;
                                    at = u.urlparse(os.environ['REDIS_URL']);
                                    s = socket.create_connection((at.hostname, at.port), 2);
                                    s.sendall(b'PING\r\n'); {{last}}"
                              pre-switch:
                            """
                        )
            );
    }

    [Fact(Timeout = 300_000)]
    public async Task Migrations_are_asked_in_a_container_of_the_live_image_that_reaches_nothing_else()
    {
        var key = ("production-ssh-key", await Bench.Key.ReadPrivateKeyAsync(Cancel));
        await Bench.WriteManifestAsync(
            host.V2.Repository,
            change: manifest =>
                WarmDocker.WithScheduler(manifest) + "drift: { scratch: production }\n"
        );
        var written = await Bench.TshAsync("schema-drift-check", key, ("snapshot", "schema.jsonl"));
        written.ExitCode.ShouldBe(0, written.Log);

        var seen = await Bench.TshAsync("schema-drift-check", key, ("staging", "schema.jsonl"));

        await Bench.WriteManifestAsync(host.V2.Repository, change: WarmDocker.WithScheduler);
        seen.ExitCode.ShouldBe(0, seen.Log);
        seen.Log.ShouldContain(
            "✓ Run the migrations on a PostgreSQL of their own",
            customMessage: seen.Log
        );
        var left = await Bench.Vps.ShellAsync(
            "docker ps -a --format '{{.Names}}' | grep scratch; ls -d /tmp/tsh-scr* 2>/dev/null; true",
            Cancel
        );
        left.ShouldBe("");
    }

    [Fact(Timeout = 300_000)]
    public async Task A_doctor_finds_a_host_of_containers_well() =>
        (await Bench.TshAsync("doctor")).ExitCode.ShouldBe(0);

    [Fact(Timeout = 300_000)]
    public async Task A_release_that_sickens_while_it_bakes_is_taken_back_with_its_scheduler()
    {
        var before = await host.LiveAsync();
        var image = await Bench.SaveReleaseAsync(
            "sick",
            new ErpSwitches { SickAfter = TimeSpan.FromSeconds(15) }
        );
        await Bench.WriteManifestAsync(
            host.V2.Repository,
            change: text => WarmDocker.WithScheduler(text).Replace("bake: 5s", "bake: 60s")
        );
        await using var load = await SiteLoad.StartLightAsync(Bench.Site);

        (await Bench.DeployAsync("sick", image, ("confirm", "gate"))).ExitCode.ShouldBe(0);
        var gate = await Bench.TshAsync("health-gate");

        gate.ExitCode.ShouldBe(5, gate.Log);
        gate.Log.ShouldContain("sick was taken back");
        (await host.LiveAsync()).ShouldBe(before);
        await host.SchedulerShouldBeBesideAsync(before.Slot);
        var seen = await load.StopAsync();
        seen.AnswersOf("sick").ShouldNotBeNull();
        // What the sick release itself said is its own; nobody else failed anybody.
        seen.Failures.Where(failure => !IsSickness(failure)).ShouldBeEmpty(LoadReport.Text(seen));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_candidate_that_never_gets_well_leaves_the_warm_release_in_its_slot()
    {
        var before = await host.LiveAsync();
        var status = await Bench.TshAsync("status");
        var image = await Bench.SaveReleaseAsync("never", new ErpSwitches { NeverHealthy = true });
        await using var load = await SiteLoad.StartLightAsync(Bench.Site);

        var refused = await Bench.DeployAsync("never", image);

        refused.ExitCode.ShouldBe(5, refused.Log);
        refused.Log.ShouldContain("health unhealthy", customMessage: "docker's own diagnosis");
        (await host.LiveAsync()).ShouldBe(before);
        await host.SchedulerShouldBeBesideAsync(before.Slot);
        (await load.StopAsync()).ShouldHaveNoFailure(least: 50);
        var port = before.Slot is "blue" ? 8011 : 8001;
        await Eventually.HoldsAsync(
            "the former release is warm again",
            async () =>
                (
                    await Bench.Vps.ExecAsync(
                        ["curl", "-sf", $"http://127.0.0.1:{port}/health"],
                        Cancel
                    )
                ).Succeeded
        );
        Idle(await Bench.TshAsync("status")).ShouldBe(Idle(status));

        static string Idle(TshResult told) =>
            told.Log.Split('\n').Single(line => line.StartsWith("  idle  "));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_rollback_refuses_a_container_that_was_changed_and_an_image_that_is_gone()
    {
        const string Root = "/var/lib/tsh/tsh-erp/production";
        // An image of its own: what another container runs cannot be removed.
        var own = new ErpSwitches { SickAfter = TimeSpan.FromHours(9) };
        await MustAsync(Bench.DeployAsync("own", await Bench.SaveReleaseAsync("own", own)), "own");
        await MustAsync(Bench.DeployAsync("after", host.V2.Reference), "after");
        var before = await host.LiveAsync();
        var warm = before.Slot is "blue" ? "green" : "blue";
        var kept = (await Bench.Vps.ShellAsync($"readlink -f {Root}/slots/{warm}", Cancel)).Trim();
        var image = (await Bench.Vps.ShellAsync($"cat {kept}/image", Cancel)).Trim();

        await Bench.Vps.ShellAsync(
            $"rm -f {Root}/bad/*; cp -p {kept}/container.{warm} /root/kept; sed -i '1a --privileged' {kept}/container.{warm}",
            Cancel
        );
        var changed = await Bench.TshAsync("rollback");
        await Bench.Vps.ShellAsync(
            $"cp -p /root/kept {kept}/container.{warm}; docker save {image} >/root/image; docker stop tsh_erp_app_{warm}; docker image rm --force {image}",
            Cancel
        );
        var gone = await Bench.TshAsync("rollback");
        await Bench.Vps.ShellAsync(
            $"docker load --quiet --input /root/image; docker start tsh_erp_app_{warm}",
            Cancel
        );

        changed.ExitCode.ShouldBe(1, changed.Log);
        changed.Log.ShouldContain($"is not what passed its gate: container.{warm} changed since");
        gone.ExitCode.ShouldBe(1, gone.Log);
        gone.Log.ShouldContain($"no more ({image})");
        (await host.LiveAsync()).ShouldBe(before);
    }

    /// <summary>It passed, its release answers, and the scheduler came with it.</summary>
    private async Task<TshResult> MustAsync(Task<TshResult> run, string release)
    {
        var result = await run;
        result.ExitCode.ShouldBe(0, result.Log);
        var (live, slot) = await host.LiveAsync();
        live.ShouldBe(release);
        await host.SchedulerShouldBeBesideAsync(slot);
        return result;
    }

    private static bool IsSickness(LoadFailure failure) =>
        failure.Outcome is Outcome.ServerError5xx
        && (failure.Detail.StartsWith("500") || failure.Detail.StartsWith("503"));
}
