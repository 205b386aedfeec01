using TshActions.Core.Slots;
using TshActions.Host;

namespace TshActions.RigTests.Host;

/// <summary>The helper's one invariant first: what nginx routes to is never stopped, overwritten or removed.</summary>
public sealed class HostHelperTests(HelperBench bench) : IClassFixture<HelperBench>
{
    private const string Root = HelperBench.Root;
    private const string Token = HelperBench.Token;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, bool> Refusals =>
        [
            .. from live in new[] { "blue", "green" }
            from command in new[] { "occupy", "start", "stop" }
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

        await bench.MustAsync(Words(command, Other(live)));

        // The other half of the proof: the state that refusals are compared by would have shown it.
        (await bench.StateAsync()).ShouldNotBe(before);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("occupy")]
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

    [Theory(Timeout = 120_000)]
    [InlineData("blue")]
    [InlineData("green")]
    public async Task No_entry_of_the_journal_leads_to_the_live_slot(string live)
    {
        await LiveAsync(live, former: true);
        // As if it were a candidate that never got the traffic: there is a former release to give back, too.
        await bench.WriteEntryAsync(
            "kind deploy",
            "release two",
            "deployment two",
            $"from {Other(live)}",
            $"to {live}",
            "took yes",
            "phase preparing"
        );
        var before = await bench.StateAsync();

        foreach (var command in new[] { "resolve", "reclaim" })
        {
            var ran = await bench.HelpAsync(command, Root, Token);

            ran.ExitCode.ShouldBe(9);
            ran.Error.ShouldBe($"tsh-host: {live} is live: refusing to touch it\n");
        }

        (await bench.StateAsync()).ShouldBe(before);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("occupy")]
    [InlineData("start")]
    [InlineData("stop")]
    public async Task The_slot_an_unconfirmed_release_would_go_back_to_is_refused(string command)
    {
        await LiveAsync("blue", former: true);
        await bench.MustAsync(Words("occupy", "green"));
        await bench.MustAsync("switch", Root, Token, "green");
        var before = await bench.StateAsync();

        var ran = await bench.HelpAsync(Words(command, "blue"));

        (ran.ExitCode, ran.Error).ShouldBe(
            (
                9,
                "tsh-host: blue is where an unconfirmed release would be taken back to: refusing to touch it\n"
            )
        );
        (await bench.StateAsync()).ShouldBe(before);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_very_first_deployment_may_go_into_the_slot_that_is_live()
    {
        await bench.StartFreshAsync();
        await bench.TakeAsync(600);
        await BeginAsync("green", "blue");

        await bench.MustAsync("stop", Root, Token, "blue");
        await bench.MustAsync(Words("occupy", "blue"));

        (await bench.StateAsync()).ShouldContain("slots/blue -> ../deployments/three");
    }

    [Fact(Timeout = 60_000)]
    public async Task Switching_is_exact_and_may_be_repeated()
    {
        await LiveAsync("blue", former: false);
        await bench.MustAsync(Words("occupy", "green"));
        foreach (var slot in new[] { "green", "green", "blue", "blue", "green" })
        {
            await bench.MustAsync("switch", Root, Token, slot);

            // The same file under one name or the other.
            (await bench.Vps.ShellAsync($"ls -A {Root}/live", Cancel)).ShouldBe(slot);
            (await bench.ObserveAsync()).ShouldContain($"live {slot}");
        }
    }

    [Theory(Timeout = 60_000)]
    [InlineData("purple", 2)]
    [InlineData("", 2)]
    [InlineData("Green", 2)]
    public async Task No_other_slot_can_be_switched_to(string slot, int code)
    {
        await LiveAsync("green", former: false);

        (await bench.HelpAsync("switch", Root, Token, slot)).ExitCode.ShouldBe(code);

        (await bench.ObserveAsync()).ShouldContain("live green");
    }

    [Fact(Timeout = 60_000)]
    public async Task Traffic_moves_to_what_the_journal_s_entry_is_about_alone()
    {
        await LiveAsync("blue", former: false);
        var other = await bench.HelpAsync("switch", Root, Token, "green");
        (other.ExitCode, other.Error).ShouldBe(
            (
                8,
                "tsh-host: green does not hold three, which the journal's entry is about: traffic was not moved\n"
            )
        );
        await bench.MustAsync("resolve", Root, Token);
        (await bench.HelpAsync("switch", Root, Token, "green")).ExitCode.ShouldBe(8);
        (await bench.HelpAsync(Words("occupy", "green"))).ExitCode.ShouldBe(8);

        (await bench.ObserveAsync()).ShouldContain("live blue");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("occupy")]
    [InlineData("start")]
    [InlineData("stop")]
    public async Task A_slot_that_is_none_is_not_taken_for_an_idle_one(string command)
    {
        await LiveAsync("blue", former: true);
        var before = await bench.StateAsync();

        var ran = await bench.HelpAsync(Words(command, "Blue"));

        (ran.ExitCode, ran.Error).ShouldBe((2, "tsh-host: no slot Blue\n"));
        (await bench.StateAsync()).ShouldBe(before);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_switch_that_cannot_be_written_says_so_and_the_journal_knew_of_it_before()
    {
        await LiveAsync("blue", former: false);
        await bench.MustAsync(Words("occupy", "green"));
        await bench.Vps.ShellAsync($"chown root {Root}/live && chmod 755 {Root}/live", Cancel);
        try
        {
            var ran = await bench.HelpAsync("switch", Root, Token, "green");

            ran.ExitCode.ShouldBe(4);
            ran.Error.ShouldContain($"tsh-host: cannot change the flag in {Root}/live");
            var said = await bench.ObserveAsync();
            said.ShouldContain("live blue");
            said.ShouldContain("open.phase armed");
        }
        finally
        {
            await bench.Vps.ShellAsync($"chown deploy {Root}/live", Cancel);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_slot_remembers_what_it_held_and_gets_it_back_once()
    {
        await LiveAsync("blue", former: true);
        (await bench.StateAsync()).ShouldContain("slots/green.former -> ../deployments/one");
        await bench.MustAsync(Words("occupy", "green"));
        (await bench.StateAsync()).ShouldContain("slots/green.former -> ../deployments/two");
        (await bench.StateAsync()).ShouldContain("slots/green -> ../deployments/three");

        await bench.MustAsync("resolve", Root, Token);
        (await bench.StateAsync()).ShouldContain("slots/green -> ../deployments/two");
        (await bench.StateAsync()).ShouldNotContain("green.former");

        // Nothing was there before: nothing is there afterwards, whatever an older deployment left.
        await bench.AsDeployAsync(
            $"rm {Root}/slots/green; ln -s ../deployments/one {Root}/slots/green.former"
        );
        await BeginAsync("blue", "green");
        await bench.MustAsync(Words("occupy", "green"));
        await bench.MustAsync("resolve", Root, Token);
        (await bench.StateAsync()).ShouldNotContain("slots/green");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_slot_that_holds_another_deployment_than_the_failed_one_keeps_it()
    {
        await LiveAsync("blue", former: true);
        // It died before the slot was filled.
        await bench.MustAsync("note", Root, Token, "took=yes");
        var before = await bench.StateAsync();

        (await bench.MustAsync("resolve", Root, Token)).ShouldEndWith("resolved aborted\n");

        (await bench.StateAsync()).ShouldBe(before);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_start_is_a_start_of_what_the_slot_holds_now()
    {
        await LiveAsync("blue", former: false);
        await bench.MustAsync("start", Root, Token, "green");
        var first = await bench.StateAsync();

        await bench.MustAsync("start", Root, Token, "green");

        (await bench.ObserveAsync()).ShouldContain("green.unit active");
        (await bench.StateAsync()).ShouldNotBe(first);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_slot_is_not_filled_with_a_deployment_that_is_not_there()
    {
        await LiveAsync("blue", former: false);
        var before = await bench.StateAsync();

        var ran = await bench.HelpAsync("occupy", Root, Token, "green", "four");

        (ran.ExitCode, ran.Error).ShouldBe((4, "tsh-host: no deployment four\n"));
        (await bench.HelpAsync("occupy", Root, Token, "green", "one")).ExitCode.ShouldBe(8);
        (await bench.StateAsync()).ShouldBe(before);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_command_runs_in_the_release_with_the_deployment_s_environment()
    {
        await bench.StartFreshAsync();
        await bench.TakeAsync(600);
        await bench.AsDeployAsync(
            $"""
            echo 'WORD="of the app"' >{Root}/deployments/one/app.env
            echo 'TSH_RELEASE="one"' >{Root}/deployments/one/release.env
            """
        );

        (
            await bench.MustAsync(
                "run",
                Root,
                Token,
                "one",
                "60",
                "pwd -P; echo \"$WORD, $TSH_RELEASE\""
            )
        ).ShouldBe($"{Root}/releases/one\nof the app, one\n");
        (await bench.HelpAsync("run", Root, Token, "one", "60", "exit 7")).ExitCode.ShouldBe(7);
        (await bench.HelpAsync("run", Root, Token, "four", "60", "true")).ExitCode.ShouldBe(4);
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
                    "take",
                    "begin",
                    "occupy",
                    "start",
                    "stop",
                    "settle",
                    "switch",
                    "confirm",
                    "resolve",
                    "guard",
                    "connections",
                    "run",
                    "watch",
                    "watched",
                    "unwatch",
                    "baseline",
                    "rollback",
                    "install",
                }
            )
                ran.Output.ShouldContain($"  {command} ");
            ran.Output.ShouldNotContain("set -u");
        }
    }

    /// <summary>
    /// Both slots hold something and run; they held something before, if asked for. An entry brings `three` to the idle
    /// one.
    /// </summary>
    private async Task LiveAsync(string live, bool former)
    {
        await bench.StartFreshAsync();
        foreach (var slot in new[] { "blue", "green" })
        {
            await bench.PointAsync(slot, "two");
            if (former)
                await bench.PointAsync($"{slot}.former", "one");
        }

        await bench.FlagAsync(live);
        await bench.Vps.ShellAsync("systemctl start tsh_erp-blue tsh_erp-green", Cancel);
        await bench.TakeAsync(600);
        await BeginAsync(live, Other(live));
        var there = Observation.Read("vps", "", string.Join('\n', await bench.ObserveAsync()));
        there.Routing.ShouldBe(new Routing.To(live is "blue" ? Slot.Blue : Slot.Green));
        (there.Blue.Running, there.Green.Running).ShouldBe((true, true));
    }

    private Task<string> BeginAsync(string from, string to) =>
        bench.BeginAsync($"from={from}", $"to={to}");

    private static string Other(string slot) => slot is "blue" ? "green" : "blue";

    private static string[] Words(string command, string slot) =>
        command is "occupy" ? ["occupy", Root, Token, slot, "three"] : [command, Root, Token, slot];
}
