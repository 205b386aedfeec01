using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Host;

/// <summary>The helper's one invariant first: what nginx routes to is never stopped, overwritten or removed.</summary>
public sealed class HostHelperTests(HelperBench bench) : IClassFixture<HelperBench>
{
    private const string Root = HelperBench.Root;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, bool> Refusals =>
        [
            .. from live in new[] { "blue", "green" }
            from command in new[] { "point", "restore", "start", "stop" }
            from former in new[] { false, true }
            select (live, command, former),
        ];

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Refusals))]
    public async Task The_live_slot_is_refused(string live, string command, bool former)
    {
        await LiveAsync(live, former);
        var before = await bench.StateAsync();

        var ran = await bench.HelpAsync(Words(command, live));

        ran.ExitCode.ShouldBe(9);
        ran.Error.ShouldBe($"tsh-host: {live} is live: refusing to touch it\n");
        ran.Output.ShouldBe("");
        (await bench.StateAsync()).ShouldBe(before);
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Refusals))]
    public async Task The_idle_slot_is_not(string live, string command, bool former)
    {
        await LiveAsync(live, former);
        var before = await bench.StateAsync();
        var idle = live is "blue" ? "green" : "blue";

        await bench.MustAsync(Words(command, idle));

        // The other half of the proof: the state that refusals are compared by would have shown it.
        (await bench.StateAsync()).ShouldNotBe(before);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("point")]
    [InlineData("restore")]
    [InlineData("start")]
    [InlineData("stop")]
    public async Task A_live_slot_whose_deployment_is_gone_is_still_the_live_one(string command)
    {
        await LiveAsync("blue", former: true);
        await bench.AsDeployAsync($"rm -rf {Root}/deployments/two");
        var before = await bench.StateAsync();

        var ran = await bench.HelpAsync(Words(command, "blue"));

        ran.ExitCode.ShouldBe(9);
        (await bench.StateAsync()).ShouldBe(before);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_very_first_deployment_may_go_into_the_slot_that_is_live()
    {
        await bench.StartFreshAsync();

        await bench.MustAsync("stop", Root, "blue", "tsh_erp-blue.service");
        await bench.MustAsync("point", Root, "blue", "one");

        (await bench.StateAsync()).ShouldContain("slots/blue -> ../deployments/one");
    }

    [Fact(Timeout = 60_000)]
    public async Task Switching_is_exact_and_may_be_repeated()
    {
        await bench.StartFreshAsync();
        foreach (var slot in new[] { "green", "green", "blue", "blue", "green" })
        {
            await bench.MustAsync("switch", Root, slot);

            (await bench.Vps.ShellAsync($"ls -A {Root}/live", Cancel)).ShouldBe(
                slot is "green" ? "green" : ""
            );
            (await bench.ObserveAsync()).ShouldContain($"live {slot}");
        }
    }

    [Theory(Timeout = 60_000)]
    [InlineData("purple", 2)]
    [InlineData("", 2)]
    [InlineData("Green", 2)]
    public async Task No_other_slot_can_be_switched_to(string slot, int code)
    {
        await bench.StartFreshAsync();
        await bench.MustAsync("switch", Root, "green");

        (await bench.HelpAsync("switch", Root, slot)).ExitCode.ShouldBe(code);

        (await bench.ObserveAsync()).ShouldContain("live green");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("point")]
    [InlineData("restore")]
    [InlineData("start")]
    [InlineData("stop")]
    public async Task A_slot_that_is_none_is_not_taken_for_an_idle_one(string command)
    {
        await LiveAsync("blue", former: true);
        var before = await bench.StateAsync();
        var words = Words(command, "blue");
        words[2] = "Blue";

        var ran = await bench.HelpAsync(words);

        (ran.ExitCode, ran.Error).ShouldBe((2, "tsh-host: no slot Blue\n"));
        (await bench.StateAsync()).ShouldBe(before);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_switch_that_cannot_be_written_says_so()
    {
        await bench.StartFreshAsync();
        await bench.Vps.ShellAsync($"chown root {Root}/live && chmod 755 {Root}/live", Cancel);
        try
        {
            var ran = await bench.HelpAsync("switch", Root, "green");

            ran.ExitCode.ShouldBe(4);
            ran.Error.ShouldContain($"tsh-host: cannot write the flag in {Root}/live");
            (await bench.ObserveAsync()).ShouldContain("live blue");
        }
        finally
        {
            await bench.Vps.ShellAsync($"chown deploy {Root}/live", Cancel);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_slot_remembers_what_it_held_and_gets_it_back_once()
    {
        await bench.StartFreshAsync();
        await bench.MustAsync("point", Root, "green", "one");
        (await bench.StateAsync()).ShouldNotContain("green.former");

        await bench.MustAsync("point", Root, "green", "two");
        (await bench.StateAsync()).ShouldContain("slots/green.former -> ../deployments/one");
        await bench.MustAsync("point", Root, "green", "three");
        (await bench.StateAsync()).ShouldContain("slots/green.former -> ../deployments/two");

        (await bench.MustAsync("restore", Root, "green", "three")).ShouldBe("two\n");
        (await bench.StateAsync()).ShouldContain("slots/green -> ../deployments/two");
        (await bench.StateAsync()).ShouldNotContain("green.former");
        (await bench.MustAsync("restore", Root, "green", "two")).ShouldBe("");
        (await bench.StateAsync()).ShouldNotContain("slots/green");
        (await bench.MustAsync("restore", Root, "green", "two")).ShouldBe("");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_slot_that_holds_another_deployment_than_the_failed_one_keeps_it()
    {
        await bench.StartFreshAsync();
        await bench.MustAsync("point", Root, "green", "one");
        await bench.MustAsync("point", Root, "green", "two");
        var before = await bench.StateAsync();

        (await bench.MustAsync("restore", Root, "green", "three")).ShouldBe("two\n");

        (await bench.StateAsync()).ShouldBe(before);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_start_is_a_start_of_what_the_slot_holds_now()
    {
        await bench.StartFreshAsync();
        await bench.MustAsync("switch", Root, "blue");
        await bench.MustAsync("point", Root, "green", "one");
        await bench.MustAsync("start", Root, "green", "tsh_erp-green.service");
        var first = await bench.StateAsync();

        await bench.MustAsync("start", Root, "green", "tsh_erp-green.service");

        (await bench.ObserveAsync()).ShouldContain("green.unit active");
        (await bench.StateAsync()).ShouldNotBe(first);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_slot_is_not_pointed_at_a_deployment_that_is_not_there()
    {
        await bench.StartFreshAsync();
        await bench.MustAsync("point", Root, "green", "one");
        var before = await bench.StateAsync();

        var ran = await bench.HelpAsync("point", Root, "green", "four");

        (ran.ExitCode, ran.Error).ShouldBe((4, "tsh-host: no deployment four\n"));
        (await bench.StateAsync()).ShouldBe(before);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_command_runs_in_the_release_with_the_deployment_s_environment()
    {
        await bench.StartFreshAsync();
        await bench.AsDeployAsync(
            $"""
            echo 'WORD="of the app"' >{Root}/deployments/one/app.env
            echo 'TSH_SLOT="green"' >{Root}/deployments/one/slot.env
            """
        );

        (await bench.MustAsync("run", Root, "one", "pwd -P; echo \"$WORD, $TSH_SLOT\"")).ShouldBe(
            $"{Root}/releases/one\nof the app, green\n"
        );
        (await bench.HelpAsync("run", Root, "one", "exit 7")).ExitCode.ShouldBe(7);
        (await bench.HelpAsync("run", Root, "four", "true")).ExitCode.ShouldBe(4);
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_command_it_tells_what_it_can()
    {
        await bench.StartFreshAsync();

        foreach (var words in new string[][] { [], ["help"], ["install_files"], ["refuse_live"] })
        {
            var ran = await bench.HelpAsync(words);

            ran.ExitCode.ShouldBe(2);
            foreach (
                var command in new[]
                {
                    "observe",
                    "point",
                    "restore",
                    "start",
                    "stop",
                    "switch",
                    "connections",
                    "run",
                    "install",
                }
            )
                ran.Output.ShouldContain($"  {command} ");
            ran.Output.ShouldNotContain("set -u");
        }
    }

    [Theory(Timeout = 60_000)]
    [InlineData("127.0.0.1", "127.0.0.1")]
    // A server on both families sees such a client as ::ffff:127.0.0.1, in the kernel's other table.
    [InlineData("::", "127.0.0.1")]
    public async Task Open_connections_are_counted_and_closed_ones_are_not(
        string server,
        string client
    )
    {
        await bench.StartFreshAsync();
        (await bench.MustAsync("connections", "8001")).ShouldBe("0\n");
        await bench.Vps.WriteFileAsync("/srv/hold.py", Holder, Cancel);

        await bench.Vps.ShellAsync(
            $"systemd-run --quiet --unit=hold python3 /srv/hold.py {server} {client} 8001 3",
            Cancel
        );
        try
        {
            await Eventually.HoldsAsync(
                "3 connections",
                async () => await bench.MustAsync("connections", "8001") is "3\n"
            );
            // 8001 is 1F41: neither a port that ends alike nor the clients' side is meant.
            (await bench.MustAsync("connections", "8011")).ShouldBe("0\n");
            (await bench.MustAsync("connections", "65")).ShouldBe("0\n");
        }
        finally
        {
            await bench.Vps.ShellAsync("systemctl stop hold", Cancel);
        }

        (await bench.MustAsync("connections", "8001")).ShouldBe("0\n");
    }

    private const string Holder = """
        import signal, socket, sys
        server, client, port, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
        family = socket.AF_INET6 if ":" in server else socket.AF_INET
        listener = socket.create_server((server, port), family=family, dualstack_ipv6=family == socket.AF_INET6)
        held = [(socket.create_connection((client, port)), listener.accept()) for _ in range(count)]
        signal.pause()
        """;

    /// <summary>Both slots hold something and run; the live one held something else before, if asked for.</summary>
    private async Task LiveAsync(string live, bool former)
    {
        await bench.StartFreshAsync();
        foreach (var slot in new[] { "blue", "green" })
        {
            await bench.MustAsync("switch", Root, slot is "blue" ? "green" : "blue");
            if (former)
                await bench.MustAsync("point", Root, slot, "one");
            await bench.MustAsync("point", Root, slot, "two");
        }

        await bench.MustAsync("switch", Root, live);
        await bench.Vps.ShellAsync("systemctl start tsh_erp-blue tsh_erp-green", Cancel);
        var there = Observation.Read("vps", "", string.Join('\n', await bench.ObserveAsync()));
        there.Routing.ShouldBe(new Routing.To(live is "blue" ? Slot.Blue : Slot.Green));
        (there.Blue.Running, there.Green.Running).ShouldBe((true, true));
    }

    private static string[] Words(string command, string slot) =>
        command switch
        {
            "point" => ["point", Root, slot, "three"],
            "restore" => ["restore", Root, slot, "two"],
            _ => [command, Root, slot, $"tsh_erp-{slot}.service"],
        };
}
