using TshActions.Host;
using TshActions.Processes;

namespace TshActions.RigTests.Host;

/// <summary>By hand on the host, as root, from a copy that only root can change: without GitHub.</summary>
[Collection(SpokenWordCollection.Name)]
public sealed class EmergencyTests(HelperBench bench)
{
    private const string Root = HelperBench.Root;
    private const string Token = HelperBench.Token;
    private const string Program = "/usr/local/sbin/tsh-host";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task A_rollback_is_a_switch_by_the_app_s_own_user()
    {
        await FreeAsync();

        var ran = await HandsAsync("rollback");

        ran.ExitCode.ShouldBe(0, ran.Error);
        ran.Output.ShouldContain("live now: green (two)\ntook: ");
        (await bench.SiteAsync()).ShouldBe("two");
        var said = await bench.ObserveAsync();
        said.ShouldContain("bad one rolled back by by hand on the host: by hand");
        said.ShouldContain("journal none");
        said.ShouldNotContain(line => line.StartsWith("lease."));
        (await bench.Vps.ShellAsync($"find {Root} ! -user deploy ! -name place", Cancel)).ShouldBe(
            ""
        );
        (await bench.ClosedAsync()).ShouldContain("\noutcome rolled-back\n");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_bad_release_is_gone_back_to_by_force_alone()
    {
        await FreeAsync();
        await bench.AsDeployAsync($"echo 'taken back: once' >{Root}/bad/two");

        await RefusedAsync(1, "two was taken back before: taken back: once", "rollback");

        (await HandsAsync("rollback", "force")).ExitCode.ShouldBe(0);
        (await bench.SiteAsync()).ShouldBe("two");
    }

    [Fact(Timeout = 120_000)]
    public async Task Migrations_that_are_not_backward_compatible_need_force()
    {
        await FreeAsync();
        await bench.AsDeployAsync(
            $"cd {Root}/journal/closed; printf 'tsh-journal 1\\ndeployment one\\nschema no\\noutcome confirmed\\n' >1-one; printf 'tsh-journal 1\\ndeployment x-one\\nschema yes\\n' >2-x-one"
        );

        await RefusedAsync(1, "the migrations of one are not backward compatible", "rollback");

        (await HandsAsync("rollback", "force")).ExitCode.ShouldBe(0);
        (await bench.SiteAsync()).ShouldBe("two");
    }

    [Fact(Timeout = 120_000)]
    public async Task There_may_be_nothing_to_roll_back_to()
    {
        await FreeAsync();
        await bench.AsDeployAsync($"rm {Root}/slots/green");

        await RefusedAsync(
            1,
            "there is nothing to roll back to: green holds no release",
            "rollback"
        );
        await RefusedAsync(1, "there is nothing to roll back to", "rollback", "force");
    }

    [Fact(Timeout = 180_000)]
    public async Task A_release_that_does_not_come_up_gets_no_traffic()
    {
        await FreeAsync();
        await bench.Vps.ShellAsync("systemctl stop tsh_erp-green", Cancel);
        await bench.AsDeployAsync($"rm {Root}/deployments/two/release.env");

        await RefusedAsync(6, "green does not answer on port 8011", "rollback");

        (await bench.ObserveAsync()).ShouldContain("journal none");
    }

    [Fact(Timeout = 120_000)]
    public async Task An_unconfirmed_release_is_taken_back()
    {
        await bench.StartWarmAsync();
        await InstallAsync();
        await bench.BringAsync();
        await bench.SwitchAsync();
        await bench.MustAsync("release", Root, Token);
        // The guard is at it at the same time, or done already: either way it is the same end.
        await HandsAsync("rollback");

        await bench.EndsAsync("reverted");
        (await bench.SiteAsync()).ShouldBe("one");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_held_release_is_taken_back_unless_its_migrations_forbid()
    {
        await HeldAsync("yes");
        var ran = await HandsAsync("rollback");
        ran.ExitCode.ShouldBe(0, ran.Error);
        (await bench.SiteAsync()).ShouldBe("one");
        (await bench.ObserveAsync()).ShouldContain(
            "bad three taken back: rolled back by hand on the host"
        );

        await HeldAsync("no");
        await RefusedAsync(1, "the migrations of three are not backward compatible", "rollback");
        (await bench.ObserveAsync()).ShouldContain("open.phase held");
        (await HandsAsync("rollback", "force")).ExitCode.ShouldBe(0);
        (await bench.SiteAsync()).ShouldBe("one");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_held_release_stays_when_the_one_before_does_not_answer()
    {
        await HeldAsync("yes");
        await bench.Vps.ShellAsync("systemctl stop tsh_erp-blue", Cancel);
        await bench.AsDeployAsync($"rm {Root}/deployments/one/release.env");

        await RefusedAsync(6, "blue does not answer on port 8001", "rollback");

        (await bench.SiteAsync()).ShouldBe("three");
        (await bench.ObserveAsync()).ShouldContain("open.phase held");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_deployment_that_was_changed_since_gets_no_traffic_without_force()
    {
        await bench.StartWarmAsync();
        await InstallAsync();
        await bench.MustAsync("release", Root, Token);
        await bench.AsDeployAsync(
            $"d=$(readlink -f {Root}/slots/green); echo A=1 >$d/app.env; echo \"app.env $(echo A=0 | sha256sum | cut -c 1-64)\" >$d/spec"
        );

        var refused = await HandsAsync("rollback");
        var forced = await HandsAsync("rollback", "force");

        refused.ExitCode.ShouldBe(1, refused.Error);
        refused.Error.ShouldContain("is not what passed its gate: changed app.env");
        refused.Output.ShouldContain("live now: blue");
        forced.ExitCode.ShouldBe(0, forced.Error);
        forced.Output.ShouldContain("live now: green");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_stopped_rollback_is_completed_and_not_rolled_back_itself()
    {
        await bench.StartWarmAsync();
        await InstallAsync();
        await bench.MustAsync(
            "begin",
            Root,
            Token,
            "kind=rollback",
            "release=two",
            "deployment=two",
            "from=blue",
            "to=green",
            "silence=hold",
            "run=run 1"
        );
        await bench.MustAsync("switch", Root, Token, "green");

        var ran = await HandsAsync("rollback", "force");

        ran.ExitCode.ShouldBe(0, ran.Error);
        (await bench.SiteAsync()).ShouldBe("two");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_run_at_work_is_named_and_shut_out_by_force()
    {
        await bench.StartWarmAsync();
        await InstallAsync();
        await bench.BringAsync();

        await RefusedAsync(7, "run 1 works here now", "rollback");
        await RefusedAsync(7, "To shut it out add: force", "recover");
        (await bench.ObserveAsync()).ShouldContain("open.phase preparing");

        var ran = await HandsAsync("recover", "force");
        ran.ExitCode.ShouldBe(0, ran.Error);
        ran.Output.ShouldContain("resolved aborted\nlive now: blue (one)\n");
        (await bench.HelpAsync("switch", Root, Token, "green")).ExitCode.ShouldBe(7);
        (await bench.SiteAsync()).ShouldBe("one");
    }

    [Fact(Timeout = 120_000)]
    public async Task What_cannot_be_recovered_is_said_and_the_lease_is_free_again()
    {
        await bench.StartWarmAsync();
        await InstallAsync();
        await bench.BringAsync();
        await bench.FlagAsync("green");
        await bench.Vps.ShellAsync($"systemctl stop {HelperBench.Guard}", Cancel);

        var ran = await HandsAsync("recover", "force");

        ran.ExitCode.ShouldBe(9, ran.Error);
        (await bench.ObserveAsync()).ShouldNotContain(line => line.StartsWith("lease."));
        (await bench.SiteAsync()).ShouldBe("three");
    }

    [Fact(Timeout = 120_000)]
    public async Task It_tells_how_things_are_and_what_it_needs()
    {
        await FreeAsync();

        (await HandsAsync("status")).Output.ShouldBe(await bench.MustAsync("observe", Root));
        var other = await RunAsync("root", "/root", "status", "tsh-erp", "staging");
        (other.ExitCode, other.Error).ShouldBe(
            (
                2,
                "tsh-host: no app tsh-erp with an environment staging here; there are: tsh-erp/production\n"
            )
        );
        (await RunAsync("root", "/root", "rollback")).Error.ShouldBe(
            "tsh-host: write: tsh-host rollback APP ENVIRONMENT\n"
        );
        (await RunAsync("nobody", "/", "rollback", "tsh-erp", "production")).Error.ShouldBe(
            "tsh-host: this is for root or deploy: sudo tsh-host rollback tsh-erp production\n"
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task Where_root_itself_is_the_app_s_user_it_is_the_same()
    {
        await FreeAsync();
        await bench.Vps.ShellAsync($"chown -R root {Root}", Cancel);
        try
        {
            var ran = await HandsAsync("recover");

            (ran.ExitCode, ran.Error).ShouldBe((0, ""));
            ran.Output.ShouldContain("live now: blue (one)");
        }
        finally
        {
            await bench.Vps.ShellAsync($"chown -R deploy {Root}", Cancel);
        }
    }

    /// <summary>`one` is live, `two` is warm, and nobody is at work.</summary>
    private async Task FreeAsync()
    {
        await bench.StartWarmAsync();
        await bench.MustAsync("release", Root, Token);
        await InstallAsync();
    }

    private async Task HeldAsync(string schema)
    {
        await bench.StartWarmAsync();
        await InstallAsync();
        await bench.BringAsync($"schema={schema}");
        await bench.SwitchAsync();
        await bench.MustAsync("hold", Root, Token, "see to it");
        await bench.MustAsync("release", Root, Token);
    }

    private async Task InstallAsync()
    {
        await bench.Vps.WriteFileAsync(Program, HostHelper.Text, Cancel);
        await bench.Vps.ShellAsync($"chown root:root {Program}; chmod 755 {Program}", Cancel);
    }

    /// <summary>From a folder the app's user may not enter, as root's own is.</summary>
    private Task<ProcessResult> HandsAsync(string command, params string[] more) =>
        RunAsync("root", "/root", [command, "tsh-erp", "production", .. more]);

    private Task<ProcessResult> RunAsync(string user, string folder, params string[] words) =>
        Rig.Docker.DockerCli.RunAsync(
            ["exec", "-u", user, "-w", folder, bench.Vps.Name, "tsh-host", .. words],
            Cancel
        );

    private async Task RefusedAsync(int code, string why, string command, params string[] more)
    {
        var before = await bench.StateAsync();
        var ran = await HandsAsync(command, more);

        ran.ExitCode.ShouldBe(code, ran.Output + ran.Error);
        ran.Error.ShouldContain(why);
        // The invocations of a slot that was tried in vain may be new; what is live and what it holds is not.
        (await bench.StateAsync())
            .Split('\n')[..3]
            .ShouldBe(before.Split('\n')[..3]);
    }
}
