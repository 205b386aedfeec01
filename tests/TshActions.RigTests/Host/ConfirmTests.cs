namespace TshActions.RigTests.Host;

/// <summary>The ends an entry can come to by a run's own word, each said twice: the second time does no harm.</summary>
[Collection(SpokenWordCollection.Name)]
public sealed class ConfirmTests(HelperBench bench)
{
    private const string Root = HelperBench.Root;
    private const string Token = HelperBench.Token;

    [Fact(Timeout = 120_000)]
    public async Task A_confirmed_release_stays_and_its_name_is_cleared()
    {
        await SwitchedAsync();
        await bench.AsDeployAsync($"echo 'taken back: once' >{Root}/bad/three");

        await bench.MustAsync("confirm", Root, Token);

        (await bench.SiteAsync()).ShouldBe("three");
        (await bench.ClosedAsync()).ShouldContain("\noutcome confirmed\n");
        var said = await bench.ObserveAsync();
        said.ShouldContain("journal none");
        said.ShouldContain("record.live green");
        said.ShouldContain("record.deployment three");
        said.ShouldContain("kept three three");
        said.ShouldNotContain(line => line.StartsWith("bad "));
        var again = await bench.HelpAsync("confirm", Root, Token);
        (again.ExitCode, again.Error).ShouldBe(
            (8, "tsh-host: there is nothing to confirm: no entry is open\n")
        );
        await bench.MustAsync("revert", Root, Token, "too late");
        (await bench.MustAsync("resolve", Root, Token)).ShouldBe("resolved nothing\n");
        (await bench.SiteAsync()).ShouldBe("three");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_release_without_traffic_cannot_be_confirmed_or_held()
    {
        await bench.StartWarmAsync();
        await bench.BringAsync();

        (await bench.HelpAsync("confirm", Root, Token)).ExitCode.ShouldBe(8);
        (await bench.HelpAsync("hold", Root, Token, "why")).ExitCode.ShouldBe(8);
        await bench.SwitchAsync();
        // By other hands.
        await bench.FlagAsync("blue");
        (await bench.HelpAsync("confirm", Root, Token)).Error.ShouldContain("green is not live");

        (await bench.MustAsync("resolve", Root, Token)).ShouldEndWith("resolved aborted\n");
        (await bench.SiteAsync()).ShouldBe("one");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_release_taken_back_leaves_the_former_one_warm()
    {
        await SwitchedAsync();

        await bench.MustAsync("revert", Root, Token, "the gate\nsays no");
        (await bench.SiteAsync()).ShouldBe("one");
        await bench.MustAsync("revert", Root, Token, "again");
        (await bench.MustAsync("resolve", Root, Token)).ShouldEndWith("resolved reverted\n");
        (await bench.MustAsync("resolve", Root, Token)).ShouldBe("resolved nothing\n");

        await bench.AnswersAsync("green", "two");
        (await bench.SiteAsync()).ShouldBe("one");
        (await bench.ObserveAsync()).ShouldContain("bad three taken back: the gate says no");
        (await bench.ClosedAsync()).ShouldContain("\noutcome reverted\n");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_held_release_stays_until_somebody_says_otherwise()
    {
        await SwitchedAsync();

        await bench.MustAsync("hold", Root, Token, "see to it");
        await bench.MustAsync("hold", Root, Token, "see to it");
        (await bench.MustAsync("resolve", Root, Token)).ShouldEndWith("resolved held\n");
        (await bench.SiteAsync()).ShouldBe("three");
        (await bench.MustAsync("resolve", Root, Token, "revert", "a person says so")).ShouldEndWith(
            "resolved reverted\n"
        );

        (await bench.SiteAsync()).ShouldBe("one");
        (await bench.ObserveAsync()).ShouldContain("bad three taken back: a person says so");
    }

    [Fact(Timeout = 120_000)]
    public async Task What_is_held_may_be_confirmed()
    {
        await SwitchedAsync();
        await bench.MustAsync("hold", Root, Token, "see to it");

        await bench.MustAsync("confirm", Root, Token);

        (await bench.ClosedAsync()).ShouldContain("\noutcome confirmed\n");
        (await bench.SiteAsync()).ShouldBe("three");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_step_that_died_is_cleared_up_behind_and_its_lease_is_free()
    {
        await SwitchedAsync();

        (await bench.MustAsync("reclaim", Root, Token)).ShouldEndWith("resolved reverted\n");
        (await bench.MustAsync("reclaim", Root, Token)).ShouldBe("resolved nothing\n");

        (await bench.SiteAsync()).ShouldBe("one");
        (await bench.TakeAsync(60, "another")).ShouldBe("lease taken\n");
        await bench.MustAsync("reclaim", Root, Token);
        await bench.MustAsync("renew", Root, "another");
    }

    [Fact(Timeout = 120_000)]
    public async Task What_could_not_be_cleared_up_is_said_and_not_hidden()
    {
        await bench.StartWarmAsync();
        // The other hands again: the candidate's slot has the traffic, though nothing was switched.
        await bench.BringAsync();
        await bench.FlagAsync("green");

        var ran = await bench.HelpAsync("reclaim", Root, Token);

        (ran.ExitCode, ran.Error).ShouldBe((9, "tsh-host: green is live: refusing to touch it\n"));
        (await bench.SiteAsync()).ShouldBe("three");
        await bench.FlagAsync("blue");
        await bench.EndsAsync("aborted");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_crash_between_the_word_and_the_end_of_it_is_no_doubt()
    {
        await SwitchedAsync();
        await bench.MustAsync("note", Root, Token, "outcome=confirmed", "ended=1");

        (await bench.MustAsync("resolve", Root, Token)).ShouldEndWith("resolved confirmed\n");

        (await bench.SiteAsync()).ShouldBe("three");
        (await bench.ClosedAsync()).ShouldContain("\noutcome confirmed\n");
    }

    [Fact(Timeout = 120_000)]
    public async Task An_occupation_tried_twice_remembers_what_was_there_before_the_first()
    {
        await bench.StartWarmAsync();
        await bench.BringAsync();
        await bench.MustAsync("occupy", Root, Token, "green", "three");

        await bench.MustAsync("resolve", Root, Token);

        (await bench.StateAsync()).ShouldContain("slots/green -> ../deployments/two");
        await bench.AnswersAsync("green", "two");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_stopped_rollback_is_completed_and_the_release_left_is_bad()
    {
        await bench.StartWarmAsync();
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
            "run=run 1",
            "reason=it is slow"
        );
        await bench.MustAsync("switch", Root, Token, "green");

        (await bench.MustAsync("resolve", Root, Token)).ShouldEndWith("resolved rolled-back\n");

        (await bench.SiteAsync()).ShouldBe("two");
        (await bench.ObserveAsync()).ShouldContain("bad one rolled back by run 1: it is slow");
    }

    [Fact(Timeout = 120_000)]
    public async Task What_nginx_does_is_put_on_record()
    {
        await bench.StartWarmAsync();
        await bench.FlagAsync("green");

        await bench.MustAsync("accept", Root, Token);
        await bench.MustAsync("accept", Root, Token);

        (await bench.ObserveAsync()).ShouldContain("record.live green");
    }

    private async Task SwitchedAsync()
    {
        await bench.StartWarmAsync();
        await bench.BringAsync();
        await bench.SwitchAsync();
    }
}
