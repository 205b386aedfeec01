using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Host;

/// <summary>A run that falls silent: the host ends its work by itself.</summary>
[Collection(SilentRunCollection.Name)]
public sealed class GuardTests(HelperBench bench)
{
    private const string Root = HelperBench.Root;
    private const string Token = HelperBench.Token;
    private const string Guard = HelperBench.Guard;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Silence_before_the_switch_clears_the_candidate(bool systemd)
    {
        await StartAsync(systemd);
        await bench.BringAsync();

        await FallSilentAsync();

        await bench.EndsAsync("aborted");
        (await bench.SiteAsync()).ShouldBe("one");
        await bench.AnswersAsync("green", "two");
        (await bench.StateAsync()).ShouldContain("slots/green -> ../deployments/two");
        (await bench.StateAsync()).ShouldNotContain("green.former");
    }

    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Silence_after_the_switch_takes_the_release_back(bool systemd)
    {
        await StartAsync(systemd);
        await bench.BringAsync();
        await bench.SwitchAsync();

        await FallSilentAsync();

        await bench.EndsAsync("reverted");
        (await bench.SiteAsync()).ShouldBe("one");
        await bench.AnswersAsync("green", "two");
        (await bench.AsDeployAsync($"cat {Root}/bad/three")).ShouldBe(
            "taken back: the run that brought it fell silent"
        );
        (await bench.ObserveAsync()).ShouldContain("record.live blue");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_slot_that_held_nothing_is_empty_again()
    {
        await bench.StartWarmAsync();
        await bench.Vps.ShellAsync("systemctl stop tsh_erp-green", Cancel);
        await bench.AsDeployAsync($"rm {Root}/slots/green");
        await bench.BringAsync();

        await FallSilentAsync();

        await bench.EndsAsync("aborted");
        (await bench.StateAsync()).ShouldNotContain("slots/green");
        (await bench.ObserveAsync()).ShouldContain("green.unit inactive");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_lease_that_nobody_renews_runs_out_and_one_that_is_renewed_does_not()
    {
        await bench.StartWarmAsync();
        await bench.BringAsync();
        await bench.SwitchAsync();
        await bench.TakeAsync(3);
        // Longer than the lease, by the host's own clock.
        var end = long.Parse(await bench.AsDeployAsync("date +%s")) + 5;
        await Eventually.HoldsAsync(
            "time passed",
            async () =>
            {
                await bench.MustAsync("renew", Root, Token);
                return long.Parse(await bench.AsDeployAsync("date +%s")) >= end;
            },
            TimeSpan.FromSeconds(60)
        );
        (await bench.SiteAsync()).ShouldBe("three");

        await bench.EndsAsync("reverted");

        (await bench.SiteAsync()).ShouldBe("one");
        (await bench.HelpAsync("renew", Root, Token)).ExitCode.ShouldBe(7);
    }

    [Fact(Timeout = 120_000)]
    public async Task Where_the_schema_says_no_silence_holds_and_raises_the_alarm()
    {
        await bench.StartWarmAsync();
        await bench.BringAsync("silence=hold", "schema=no", "release=held-one");
        await bench.SwitchAsync();

        await FallSilentAsync();

        await HeldAsync("does not fit the database");
        (await bench.SiteAsync()).ShouldBe("three");
        (
            await bench.Vps.ShellAsync("journalctl -t tsh -p alert -o cat --no-pager", Cancel)
        ).ShouldContain(
            "tsh-erp production: held-one is live in green without being confirmed, and stays"
        );
    }

    [Fact(Timeout = 120_000)]
    public async Task Traffic_never_goes_back_to_a_slot_that_does_not_answer()
    {
        await bench.StartWarmAsync();
        await bench.BringAsync();
        await bench.SwitchAsync();
        // It cannot be started either.
        await bench.AsDeployAsync($"mv {Root}/deployments/one {Root}/deployments/gone");
        await bench.Vps.ShellAsync("systemctl stop tsh_erp-blue", Cancel);
        await bench.AsDeployAsync($"sed -i 's/^identity .*/identity \\//' {Root}/place");

        await FallSilentAsync();

        await HeldAsync("blue does not answer", TimeSpan.FromSeconds(100));
        (await bench.SiteAsync()).ShouldBe("three");
    }

    [Fact(Timeout = 120_000)]
    public async Task The_very_first_release_has_nothing_to_go_back_to()
    {
        await bench.StartFreshAsync();
        await bench.TakeAsync(600);
        await bench.BringAsync();
        await bench.SwitchAsync();

        await FallSilentAsync();

        await HeldAsync("");
        (await bench.SiteAsync()).ShouldBe("three");
    }

    [Theory(Timeout = 180_000)]
    [InlineData(false, "aborted")]
    [InlineData(true, "reverted")]
    public async Task A_reboot_in_the_middle_ends_it_all_the_same(bool switched, string outcome)
    {
        await bench.StartWarmAsync();
        await bench.BringAsync();
        if (switched)
            await bench.SwitchAsync();
        await bench.TakeAsync(3);

        await bench.Vps.RebootAsync(Cancel);

        await bench.EndsAsync(outcome);
        (await bench.SiteAsync()).ShouldBe("one");
        await bench.AnswersAsync("green", "two");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_guard_that_is_killed_comes_back_and_does_its_work()
    {
        await bench.StartWarmAsync();
        await bench.BringAsync();
        await bench.Vps.ShellAsync($"systemctl kill --signal=KILL {Guard}", Cancel);

        // Right after it: the switch does not wait for systemd's pause, and does not go without a guard.
        await bench.SwitchAsync();
        (await bench.Vps.ShellAsync($"systemctl is-active {Guard}", Cancel)).ShouldBe("active");
        await bench.Vps.ShellAsync($"systemctl kill --signal=KILL {Guard}", Cancel);
        await FallSilentAsync();

        await bench.EndsAsync("reverted");
        (await bench.SiteAsync()).ShouldBe("one");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_guard_killed_over_its_work_is_followed_by_one_that_ends_it()
    {
        await bench.StartWarmAsync();
        await bench.BringAsync();
        await bench.SwitchAsync();
        // It waits for these to end, and is killed meanwhile: traffic is back by then, the slot not cleared yet.
        await bench.AsDeployAsync($"sed -i 's/^drain .*/drain 600/' {Root}/place");
        await bench.Vps.ShellAsync(
            "systemd-run --quiet --unit=hold python3 -c 'import socket, signal; held = socket.create_connection((\"127.0.0.1\", 8011)); signal.pause()'",
            Cancel
        );
        try
        {
            await FallSilentAsync();
            await Eventually.HoldsAsync(
                "the guard waits for the slot to drain",
                async () =>
                    await bench.AsDeployAsync($"grep -c '^phase reverted' {Root}/journal/open || :")
                        is "1"
            );
            (
                await bench.HelpAsync("take", Root, "other", "others", "run 2", "60")
            ).Output.ShouldContain("lease.owner guard");

            await bench.Vps.ShellAsync($"systemctl kill --signal=KILL {Guard}", Cancel);
        }
        finally
        {
            await bench.Vps.ShellAsync("systemctl stop hold", Cancel);
        }

        await bench.EndsAsync("reverted");
        await bench.AnswersAsync("green", "two");
    }

    [Fact(Timeout = 120_000)]
    public async Task Without_a_guard_traffic_does_not_move()
    {
        await bench.StartWarmAsync();
        await bench.BringAsync();
        // Masked: it cannot be started any more.
        await bench.Vps.ShellAsync(
            $"systemctl stop {Guard}; mv /etc/systemd/system/{Guard} /srv/; systemctl mask --runtime {Guard}; systemctl daemon-reload",
            Cancel
        );
        try
        {
            var ran = await bench.HelpAsync("switch", Root, Token, "green");

            ran.ExitCode.ShouldBe(4);
            ran.Error.ShouldContain("the guard could not be started: run tsh setup");
            (await bench.SiteAsync()).ShouldBe("one");
        }
        finally
        {
            await bench.Vps.ShellAsync(
                $"systemctl unmask --runtime {Guard}; mv /srv/{Guard} /etc/systemd/system/; systemctl daemon-reload",
                Cancel
            );
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task What_is_held_is_history_when_the_next_deployment_begins()
    {
        await bench.StartWarmAsync();
        await bench.BringAsync("silence=hold");
        await bench.SwitchAsync();
        await FallSilentAsync();
        await HeldAsync("");

        (await bench.TakeAsync(600)).ShouldContain("open.phase held");
        await bench.MustAsync(
            "begin",
            Root,
            Token,
            "kind=deploy",
            "release=one",
            "deployment=one",
            "from=green",
            "to=blue",
            "silence=revert"
        );

        (await bench.ClosedAsync()).ShouldContain("\noutcome left-live\n");
        await bench.MustAsync("resolve", Root, Token);
        (await bench.SiteAsync()).ShouldBe("three");
    }

    [Fact(Timeout = 120_000)]
    public async Task On_a_full_disk_traffic_goes_back_and_the_dead_run_stays_shut_out()
    {
        await bench.StartWarmAsync();
        await bench.BringAsync();
        await bench.SwitchAsync();
        await bench.TakeAsync(2);
        // A small disk of its own for everything the helper writes, and no room on it.
        await bench.Vps.ShellAsync(
            $"""
            systemctl stop {Guard}
            cp -a {Root} /srv/copy && mount -t tmpfs -o size=2m,mode=755 none {Root} && chown deploy {Root}
            cp -a /srv/copy/. {Root}/ && rm -rf /srv/copy
            head -c 9M /dev/zero >{Root}/full 2>/dev/null
            systemctl start {Guard}
            """,
            Cancel
        );
        try
        {
            await Eventually.HoldsAsync(
                "the site is back",
                async () => await bench.SiteAsync() is "one"
            );
            (await bench.HelpAsync("renew", Root, Token)).ExitCode.ShouldBe(7);
            await Eventually.HoldsAsync(
                "the entry is closed",
                async () => await bench.AsDeployAsync($"ls {Root}/journal") is "closed",
                TimeSpan.FromSeconds(60)
            );
            await bench.AnswersAsync("green", "two");
        }
        finally
        {
            await bench.Vps.ShellAsync(
                $"systemctl stop {Guard} tsh_erp-blue tsh_erp-green tsh_erp-blue-clock tsh_erp-green-clock; umount -l {Root}",
                Cancel
            );
        }
    }

    /// <summary>Without a guard in `place` it is a process of its own, as on a host without systemd.</summary>
    private async Task StartAsync(bool systemd)
    {
        await bench.StartWarmAsync();
        if (!systemd)
            await bench.AsDeployAsync($"sed -i '/^guard /d' {Root}/place");
    }

    /// <summary>A lease that ends soon, and no sign of life.</summary>
    private Task<string> FallSilentAsync() => bench.TakeAsync(1);

    private Task HeldAsync(string reason, TimeSpan? within = null) =>
        Eventually.HoldsAsync(
            $"held: {reason}",
            async () =>
            {
                var entry = await bench.AsDeployAsync(
                    $"cat {Root}/journal/open 2>&1; ls {Root}/lease 2>/dev/null || :"
                );
                return entry.Contains("phase held")
                    && entry.Contains(reason)
                    && !entry.EndsWith("/lease");
            },
            within ?? TimeSpan.FromSeconds(30)
        );
}
