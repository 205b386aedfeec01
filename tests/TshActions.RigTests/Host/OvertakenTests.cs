namespace TshActions.RigTests.Host;

/// <summary>
/// A command goes on by itself when its run is gone: nothing on the host tells it. Before each thing it does it asks
/// whether the lease is still its own, and what others began meanwhile it leaves alone.
/// </summary>
public sealed class OvertakenTests
{
    private const string Token = KeptFolder.Token;

    public static TheoryData<string> Shells => ["dash", "busybox"];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_stop_ends_before_the_next_process_when_the_lease_is_gone(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await WritePlaceAsync(host, "overlap.worker allowed");

        var ran = await host.InHelperAsync(
            $$"""
            halt_unit() { echo "halted $1"; rm -f "$root/lease"; }
            cmd_stop {{host.Root}} {{Token}} green
            """
        );

        (ran.ExitCode, ran.Output).ShouldBe((7, "halted worker\n"));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_stop_ends_before_the_next_process_when_its_slot_got_live(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await WritePlaceAsync(host, "overlap.worker allowed");

        var ran = await host.InHelperAsync(
            $$"""
            halt_unit() { echo "halted $1"; touch "$root/live/green"; }
            cmd_stop {{host.Root}} {{Token}} green
            """
        );

        (ran.ExitCode, ran.Output).ShouldBe((9, "halted worker\n"));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task No_migration_begins_when_the_wait_for_the_database_outlasted_the_run(
        string shell
    )
    {
        using var host = await KeptFolder.MakeAsync(shell);

        var ran = await host.InHelperAsync(
            $$"""
            lock_take() { answer='held 150000'; rm -f "$1/lease"; }
            lock_give_back() { :; }
            run_to_end() { echo migrated; code=0; }
            cmd_migrate {{host.Root}} {{Token}} d2 60 60 5s true
            """
        );

        (ran.ExitCode, ran.Output).ShouldBe((7, ""));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task Who_lost_the_lease_does_not_end_what_its_successor_runs(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.ShellAsync($"echo kept >{host.Root}/run.out");

        (await host.HelpAsync("abandon", host.Root, "of-before")).ExitCode.ShouldBe(0);
        host.Names(".").ShouldContain("run.out");

        (await host.HelpAsync("abandon", host.Root, Token)).ExitCode.ShouldBe(0);
        host.Names(".").ShouldNotContain("run.out");
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_guard_that_is_no_more_holds_nobody_up(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.ShellAsync(
            $"printf 'token guard-999999-1-of-before\\nowner guard\\nrun run 1\\nttl 900\\n' >{host.Root}/lease"
        );

        var took = await host.HelpAsync("take", host.Root, "another", "team", "run 2", "60");

        took.ExitCode.ShouldBe(0, took.Error);
        took.Output.ShouldStartWith("lease expired\n");
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_release_that_waited_and_does_not_start_any_more_keeps_no_entry_open(
        string shell
    )
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await WritePlaceAsync(host);
        await BeginAsync(host);

        var ran = await host.InHelperAsync(
            $$"""
            halt_unit() { :; }
            run_unit() { return 1; }
            keep_unit() { return 1; }
            alert() { echo "alert: $1"; }
            root={{host.Root}} token={{Token}}
            remember_former green d2
            aim "$root/slots/green.former" ../deployments/d1
            cmd_resolve {{host.Root}} {{Token}}
            """
        );

        ran.ExitCode.ShouldBe(0, ran.Error);
        ran.Output.ShouldContain("alert: r1, which waited in green, does not start any more\n");
        ran.Output.ShouldEndWith("resolved aborted\n");
        host.Names("journal").ShouldBe(["closed"]);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_first_release_has_no_way_back_and_is_held_without_waiting(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await WritePlaceAsync(host);
        await host.ShellAsync($"rm {host.Root}/slots/blue");
        await BeginAsync(host);

        var ran = await host.InHelperAsync(
            $$"""
            root={{host.Root}} token={{Token}}
            set_entry phase=armed
            touch "$root/live/green"
            answers() { echo "asked $1"; return 1; }
            alert() { :; }
            cmd_resolve {{host.Root}} {{Token}} revert why
            """
        );

        ran.ExitCode.ShouldBe(0, ran.Error);
        ran.Output.ShouldNotContain("asked");
        ran.Output.ShouldEndWith("resolved held\n");
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task Half_a_look_is_no_look(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);

        var ran = await host.InHelperAsync(
            $$"""
            observe_configuration() { echo 'nginx ok'; }
            observe_history() { exit 2; }
            cmd_observe {{host.Root}}
            """
        );

        (ran.ExitCode, ran.Error.Split('\n')[^2]).ShouldBe(
            (4, "tsh-host: the look at the host came to no end")
        );
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task Traffic_that_moves_by_a_reload_gets_the_kept_room_on_a_full_disk(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);

        var ran = await host.InHelperAsync(
            $$"""
            root={{host.Root}} moved=green
            by_reload() { :; }
            live_slot() { echo "$moved"; }
            sudo() { [ ! -f "$root/reserve/3" ] || return 55; moved=blue; }
            route_to blue && echo "$moved"
            """
        );

        (ran.ExitCode, ran.Output).ShouldBe((0, "blue\n"));
        host.Names("reserve").ShouldBe(["4", "5", "6", "7", "8"]);
    }

    private static Task<string> WritePlaceAsync(KeptFolder host, params string[] more) =>
        host.ShellAsync(
            $"printf '%s\\n' 'tsh-place 1' 'app erp' 'environment production' 'runtime systemd' 'port.blue 1' 'port.green 1' {string.Join(' ', more.Select(line => $"'{line}'"))} >{host.Root}/place"
        );

    private static async Task BeginAsync(KeptFolder host)
    {
        var begun = await host.HelpAsync(
            "begin",
            host.Root,
            Token,
            "kind=deploy",
            "release=r2",
            "deployment=d2",
            "from=blue",
            "to=green",
            "silence=revert"
        );
        begun.ExitCode.ShouldBe(0, begun.Error);
        // Its guard would do what the test is about.
        await host.ShellAsync(
            $"read -r pid _ <{host.Root}/guard.pid && kill -TERM -$pid; rm -f {host.Root}/guard.pid"
        );
    }
}
