using TshActions.Processes;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Host;

/// <summary>Who may change things: one at a time, for as long as it shows signs of life.</summary>
public sealed class LeaseTests
{
    private const string Token = KeptFolder.Token;

    public static TheoryData<string> Shells => ["dash", "busybox"];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task It_is_one_run_s_until_it_gives_it_back(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);

        var held = await TakeAsync(host, "other", "others", 60);
        held.ExitCode.ShouldBe(7);
        held.Output.ShouldMatch(
            "^lease held\nlease.owner tests\nlease.run run 1\nlease.left (600|59\\d)\n$"
        );
        (await TakeAsync(host, Token, "tests", 600)).Output.ShouldBe(
            "lease kept\nlease.owner tests\nlease.run run 1\n"
        );
        (await host.HelpAsync("release", host.Root, "other")).ExitCode.ShouldBe(0);
        (await host.HelpAsync("renew", host.Root, Token)).ExitCode.ShouldBe(0);
        (await host.HelpAsync("release", host.Root, Token)).ExitCode.ShouldBe(0);
        (await TakeAsync(host, "other", "others", 60)).Output.ShouldBe("lease taken\n");
        (await host.HelpAsync("renew", host.Root, Token)).Error.ShouldContain(
            "it belongs to run run 1 of others"
        );
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_foreign_token_changes_nothing(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        var before = await TreeAsync(host);
        string[][] commands =
        [
            ["renew"],
            ["park"],
            ["begin", "kind=deploy", "from=blue", "to=green"],
            ["note", "a=b"],
            ["occupy", "green", "d1"],
            ["start", "green"],
            ["stop", "green"],
            ["settle"],
            ["switch", "green"],
            ["confirm"],
            ["hold", "why"],
            ["revert", "why"],
            ["resolve"],
            ["accept"],
            ["prune"],
            ["run", "d1", "60", "true"],
            ["watch", "bake"],
            ["unwatch", "bake"],
        ];

        foreach (var words in commands)
        foreach (var token in new[] { "other", Token + "x", Token[..^1] })
        {
            var ran = await host.HelpAsync([words[0], host.Root, token, .. words[1..]]);
            (ran.ExitCode, ran.Output).ShouldBe((7, ""), $"{words[0]}: {ran.Error}");
        }

        (await host.HelpAsync("renew", host.Root, "")).ExitCode.ShouldBe(2);
        (await TreeAsync(host)).ShouldBe(before);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task It_runs_out_and_the_silent_run_is_shut_out_even_before_another_comes(
        string shell
    )
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await TakeAsync(host, Token, "tests", 1);

        await Eventually.HoldsAsync(
            "it ran out",
            async () =>
                (await host.HelpAsync("note", host.Root, Token, "a=b")).Error
                    is "tsh-host: the lease ran out before it was renewed\n"
        );

        (await host.HelpAsync("renew", host.Root, Token)).ExitCode.ShouldBe(7);
        (await TakeAsync(host, "other", "others", 60)).Output.ShouldBe(
            "lease expired\nlease.owner tests\nlease.run run 1\n"
        );
        (await host.HelpAsync("renew", host.Root, Token)).ExitCode.ShouldBe(7);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task One_that_is_parked_waits_for_its_owner_alone(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        (await TakeAsync(host, "next", "tests", 60)).ExitCode.ShouldBe(7);
        (await host.HelpAsync("park", host.Root, Token)).ExitCode.ShouldBe(0);

        (await TakeAsync(host, "other", "others", 60)).ExitCode.ShouldBe(7);
        (await TakeAsync(host, "next", "tests", 60)).Output.ShouldStartWith("lease adopted\n");

        (await host.HelpAsync("renew", host.Root, Token)).ExitCode.ShouldBe(7);
        (await TakeAsync(host, "third", "tests", 60)).ExitCode.ShouldBe(7);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_person_may_seize_it(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);

        var seized = await host.HelpAsync(
            "take",
            host.Root,
            "other",
            "a person\nparked yes",
            "by hand",
            "60",
            "seize"
        );

        seized.Output.ShouldBe("lease seized\nlease.owner tests\nlease.run run 1\n");
        (await host.HelpAsync("park", host.Root, Token)).ExitCode.ShouldBe(7);
        // One value is one line, whatever it is made of.
        (await TakeAsync(host, "third", "a person parked yes", 60)).ExitCode.ShouldBe(7);
        (await host.HelpAsync("renew", host.Root, "other")).ExitCode.ShouldBe(0);
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Shells))]
    public async Task Of_many_that_find_it_dead_exactly_one_gets_it(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.ShellAsync($"touch -d '20 minutes ago' {host.Root}/lease");

        var racers = await Task.WhenAll(
            Enumerable
                .Range(1, 20)
                .Select(async number =>
                    (
                        Token: $"racer-{number}",
                        Ran: await TakeAsync(host, $"racer-{number}", $"racer {number}", 600)
                    )
                )
        );

        var winner = racers.Where(racer => racer.Ran.ExitCode is 0).ShouldHaveSingleItem();
        winner.Ran.Output.ShouldStartWith("lease expired\n");
        racers
            .Where(racer => racer != winner)
            .ShouldAllBe(racer =>
                racer.Ran.ExitCode == 7
                && racer.Ran.Output.Contains($"lease.owner {winner.Token.Replace('-', ' ')}\n")
            );
        (await host.HelpAsync("renew", host.Root, winner.Token)).ExitCode.ShouldBe(0);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("dash", "")]
    [InlineData("busybox", "")]
    [InlineData("dash", "token tok")]
    [InlineData("busybox", "token tok")]
    public async Task One_that_is_being_written_is_waited_for_and_not_stolen(
        string shell,
        string written
    )
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.ShellAsync($"printf '{written}' >{host.Root}/lease");

        var held = await TakeAsync(host, "other", "others", 60);

        held.ExitCode.ShouldBe(7);
        held.Output.ShouldMatch("^lease held\nlease.owner \nlease.run \nlease.left (30|29)\n$");
        (await host.HelpAsync("note", host.Root, Token, "a=b")).ExitCode.ShouldBe(7);
        // Whoever wrote it died over it.
        await host.ShellAsync($"touch -d '31 seconds ago' {host.Root}/lease");
        (await TakeAsync(host, "other", "others", 60)).Output.ShouldStartWith("lease expired\n");
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_clock_set_back_neither_frees_it_nor_keeps_it_for_ever(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await TakeAsync(host, Token, "tests", 2);
        await host.ShellAsync($"touch -d '1 hour' {host.Root}/lease");
        (await host.HelpAsync("observe", host.Root)).Output.ShouldContain("lease.left 2\n");

        // Whoever wants it makes it count from now.
        (await TakeAsync(host, "other", "others", 60)).ExitCode.ShouldBe(7);

        await Eventually.HoldsAsync(
            "it ran out",
            async () => (await TakeAsync(host, "other", "others", 60)).ExitCode is 0
        );
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_full_disk_is_called_that_and_does_not_stop_a_renewal(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.OnSmallDiskAsync();
        await host.ShellAsync($"touch -d '9 minutes ago' {host.Root}/lease");
        await host.FillDiskAsync();

        (await host.HelpAsync("renew", host.Root, Token)).ExitCode.ShouldBe(0);
        (await host.HelpAsync("observe", host.Root)).Output.ShouldMatch("lease.left (600|59\\d)\n");
        await host.ShellAsync($"touch -d '11 minutes ago' {host.Root}/lease");
        var ran = await TakeAsync(host, "other", "others", 60);

        (ran.ExitCode, ran.Output).ShouldBe((4, ""));
        ran.Error.ShouldBe(
            $"tsh-host: the lease cannot be written to {host.Root}: disk 100% full, 0 kB free\n"
        );
        host.Names(".").ShouldNotContain("lease.next");
        await host.ShellAsync($"rm {host.Root}/full");
        (await TakeAsync(host, "other", "others", 60)).ExitCode.ShouldBe(0);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_renewal_that_comes_too_late_leaves_no_lease_behind(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);

        // Between the look and the touch another command gives the lease back.
        var ran = await host.InHelperAsync(
            $"""
            require_lease() {"{"} root=$1; rm "$root/lease"; {"}"}
            cmd_renew {host.Root} {Token}
            """
        );

        ran.ExitCode.ShouldBe(0, ran.Error);
        host.Names(".").ShouldNotContain("lease");
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task Who_loses_it_between_the_look_and_the_act_does_nothing(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.OpenEntryAsync("d4", "r4");

        // The first look is passed; then another takes the lease over, and this one has waited for the lock.
        var ran = await host.InHelperAsync(
            $"""
            root={host.Root} token={Token}
            require_lease "$root" "$token"
            (locked take other others 'run 2' 60 seize) >/dev/null
            holding note a=b
            """
        );

        (ran.ExitCode, ran.Output).ShouldBe((7, ""));
        (await host.ShellAsync($"cat {host.Root}/journal/open")).ShouldNotContain("a b");
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task Looking_changes_nothing(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.OpenEntryAsync("d2", "r2");
        foreach (var touched in new[] { "1 hour", "1 hour ago" })
        {
            await host.ShellAsync($"touch -d '{touched}' {host.Root}/lease");
            var before = await TreeAsync(host);

            await host.HelpAsync("observe", host.Root);
            (await host.HelpAsync("inventory", host.Root)).ExitCode.ShouldBe(0);
            (await host.HelpAsync("connections", "1")).ExitCode.ShouldBe(0);

            (await TreeAsync(host)).ShouldBe(before);
        }
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_folder_that_is_not_there_is_said_to_be_missing(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        (await host.HelpAsync("take", "/nowhere", "a", "b", "c", "5")).Error.ShouldBe(
            "tsh-host: /nowhere/journal is missing: run tsh setup\n"
        );

        var ran = await host.InHelperAsync("root=/nowhere; locked true");

        (ran.ExitCode, ran.Error).ShouldBe((4, "tsh-host: /nowhere is missing: run tsh setup\n"));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task What_failed_under_the_lock_is_not_forgotten_by_the_next(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);

        var ran = await host.InHelperAsync(
            $"""
            root={host.Root} code=6 tries=5
            locked false; echo "$? $code $tries"
            locked true; echo "$? $code $tries"
            """
        );

        ran.Output.ShouldBe("1 6 5\n0 6 5\n");
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task What_a_dead_run_left_running_is_ended_even_if_it_will_not(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        var running = host.HelpAsync(
            "run",
            host.Root,
            Token,
            "d1",
            "50",
            "trap '' TERM; sleep 987 & touch ../../started; wait"
        );
        await Eventually.HoldsAsync("the command runs", () => host.Names(".").Contains("started"));
        var leader = (await host.ShellAsync($"cut -d' ' -f1 {host.Root}/run.pid")).Trim();
        var group = $"root={host.Root}; run_group {leader}";
        (await host.InHelperAsync(group)).Output.ShouldNotBeEmpty();

        var ended = await host.HelpAsync("abandon", host.Root);

        ended.ExitCode.ShouldBe(0, ended.Error);
        (await host.InHelperAsync(group)).Output.ShouldBeEmpty();
        await running;
    }

    private static Task<ProcessResult> TakeAsync(
        KeptFolder host,
        string token,
        string owner,
        int seconds
    ) => host.HelpAsync("take", host.Root, token, owner, "run 1", $"{seconds}");

    /// <summary>Every file with its time and content.</summary>
    private static Task<string> TreeAsync(KeptFolder host) =>
        host.ShellAsync(
            $"cd {host.Root}; find . -printf '%p %y %l %s %T@\\n' | sort; find . -type f -exec cksum {"{}"} + | sort"
        );
}
