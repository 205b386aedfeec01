using TshActions.Core.Checks;
using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Ticks;

namespace TshActions.Tests.Gates.Rules;

public class PostSwitchJudgeTests
{
    private const string Clean = "........................................"; // 40 ticks

    [Fact]
    public void A_clean_bake_passes_and_says_that_the_target_was_not_demonstrated()
    {
        var ruling = Bakes.Judge(Clean);

        (ruling.Verdict, ruling.Action, ruling.IsFinal).ShouldBe(
            (Verdict.Pass, GateAction.Promote, true)
        );
        ruling.Reasons.ShouldContain(reason => reason.Text.Contains("was not demonstrated"));
        ruling.Reasons.ShouldAllBe(reason => reason.Gravity == Gravity.Note);
    }

    [Theory]
    [InlineData("xxxx", 4)]
    [InlineData("..........xxxx", 14)]
    [InlineData(".x.x.x.x", 8)]
    [InlineData("..x.x.x.x.", 9)]
    [InlineData("x..x.x.x", 8)]
    public void Four_bad_ticks_of_eight_take_the_release_back_at_the_fourth(string begin, int tick)
    {
        var ruling = Bakes.Judge(begin + Clean);

        (ruling.Verdict, ruling.Action, ruling.Tick).ShouldBe(
            (Verdict.Fail, GateAction.Rollback, tick)
        );
        ruling.Why.ShouldContain("status 503, not 200");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("xx")]
    [InlineData("xxx")]
    [InlineData("x...x...x...x...x")]
    public void Fewer_are_a_blip(string begin) =>
        Bakes.Judge(begin + Clean).Action.ShouldBe(GateAction.Promote);

    [Fact]
    public void A_health_probe_alone_is_no_error_rate_but_must_not_fail_for_two_minutes()
    {
        var clean = new string('.', 40);

        Bakes.Judge("xxxxxxxxxx" + clean, new string('.', 50)).Verdict.ShouldBe(Verdict.Warn);
        var ruling = Bakes.Judge("xxxxxxxxxxxxxxxxxxxx" + clean, new string('.', 60));
        (ruling.Action, ruling.Tick).ShouldBe((GateAction.Rollback, 13));
        ruling.Reasons[0].Rule.ShouldBe("failing-for");
    }

    [Fact]
    public void Sixty_seconds_down_and_sixty_up_add_up()
    {
        const string Flap = "xxxxxx......xxxxxx......xxxxxx......xxxxxx......";

        var ruling = Bakes.Judge(Flap, new string('.', Flap.Length));

        ruling.Action.ShouldBe(GateAction.Rollback);
        ruling.At.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(300));
    }

    [Theory]
    [InlineData("ssssssssssssssssss")]
    [InlineData("s.s.s.s.s.s")]
    public void What_fails_in_both_slots_never_takes_the_release_back(string begin)
    {
        var ruling = Bakes.Judge(begin + Clean);

        (ruling.Verdict, ruling.Action).ShouldBe((Verdict.Inconclusive, GateAction.Hold));
        ruling.Why.ShouldContain("both slots failed");
    }

    [Theory]
    [InlineData("..?", Verdict.Warn, GateAction.Promote)]
    [InlineData("????????", Verdict.Warn, GateAction.Promote)]
    [InlineData("???????????", Verdict.Inconclusive, GateAction.Hold)]
    public void What_was_not_measured_is_never_a_pass(
        string begin,
        Verdict verdict,
        GateAction action
    )
    {
        var ruling = Bakes.Judge(begin + Clean);

        (ruling.Verdict, ruling.Action).ShouldBe((verdict, action));
    }

    [Fact]
    public void Probes_lost_for_good_leave_the_bake_undecided() =>
        Bakes.Judge(Clean + "?????").Verdict.ShouldBe(Verdict.Inconclusive);

    [Fact]
    public void Nothing_at_all_is_inconclusive() =>
        PostSwitchJudge
            .Judge(Bakes.Policy(10), Bakes.Case, [], TimeSpan.FromSeconds(100))
            .Verdict.ShouldBe(Verdict.Inconclusive);

    [Theory]
    [InlineData('5', GateAction.Rollback)]
    [InlineData('3', GateAction.Promote)]
    public void Four_times_slower_than_the_old_slot_was_takes_the_release_back(
        char slow,
        GateAction action
    ) =>
        Bakes
            .Judge(Clean + new string('.', 8), Clean + new string(slow, 8))
            .Action.ShouldBe(action);

    [Fact]
    public void Another_release_in_the_slot_is_told_at_once()
    {
        var ruling = Bakes.Judge(Clean, bake: one => one with { Release = "r3" });

        (ruling.Verdict, ruling.Action, ruling.Tick).ShouldBe(
            (Verdict.Inconclusive, GateAction.Hold, 1)
        );
        ruling.Why.ShouldContain("release r2, not by r3");
    }

    [Fact]
    public void Without_a_release_to_go_back_to_a_failing_one_is_held()
    {
        var ruling = Bakes.Judge("xxxx" + Clean, bake: one => one with { HasOldSlot = false });

        (ruling.Verdict, ruling.Action).ShouldBe((Verdict.Fail, GateAction.Hold));
        ruling.Why.ShouldContain("no release to go back to");
    }

    [Fact]
    public void An_old_slot_that_dies_while_the_new_one_is_well_is_a_warning()
    {
        var ruling = Bakes.Judge(Clean + "oooooooo");

        (ruling.Verdict, ruling.Action).ShouldBe((Verdict.Warn, GateAction.Promote));
        ruling.Why.ShouldContain("there is no release to go back to");
    }

    [Theory]
    [InlineData(new[] { 0, 1, 1, 2 }, GateAction.Rollback)]
    [InlineData(new[] { 3, 3, 4, 4 }, GateAction.Promote)]
    [InlineData(new[] { 0, 1, 0, 1 }, GateAction.Rollback)]
    public void More_than_one_restart_takes_the_release_back(int[] counted, GateAction action)
    {
        var ticks = Bakes
            .Ticks(Clean)
            .Select((tick, index) => tick with { Restarts = counted[Math.Min(index, 3)] });

        Judge([.. ticks]).Action.ShouldBe(action);
    }

    [Fact]
    public void What_real_clients_are_answered_counts_and_a_short_burst_of_it_does_not()
    {
        var calm = new Traffic(100, 0, 0);
        var sick = new Traffic(100, 12, 0);

        Judge(With(_ => calm)).Verdict.ShouldBe(Verdict.Pass);
        Judge(With(index => index is 10 or 11 ? new Traffic(100, 100, 0) : calm))
            .Action.ShouldBe(GateAction.Promote);
        var ruling = Judge(With(index => index < 10 ? calm : sick));
        (ruling.Action, ruling.Tick).ShouldBe((GateAction.Rollback, 13));
        ruling.Why.ShouldContain("real clients");

        static IReadOnlyList<Core.Ticks.Tick> With(Func<int, Traffic> clients) =>
            [
                .. Bakes
                    .Ticks(Clean)
                    .Select((tick, index) => tick with { NewTraffic = clients(index) }),
            ];
    }

    [Fact]
    public void While_both_slots_fail_clients_that_are_served_well_still_speak_for_the_release()
    {
        Judge(With(Bakes.Ticks(Clean))).Action.ShouldBe(GateAction.Promote);
        Judge(With(Bakes.Ticks("...s....................................")))
            .Action.ShouldBe(GateAction.Promote);

        // A few errors, many good answers in the tick in which the old slot fails too, a few errors.
        static IReadOnlyList<Core.Ticks.Tick> With(IReadOnlyList<Core.Ticks.Tick> ticks) =>
            [
                .. ticks.Select(
                    (tick, index) =>
                        tick with
                        {
                            NewTraffic = index switch
                            {
                                1 or 2 or 4 or 5 => new Traffic(30, 3, 0),
                                3 => new Traffic(100, 0, 0),
                                _ => new Traffic(30, 0, 0),
                            },
                        }
                ),
            ];
    }

    [Fact]
    public void What_was_not_asked_through_the_site_is_never_a_pass()
    {
        const string Edge = "home";
        var good = new Sample(true, 20, 200, Bakes.Release);

        Judge(With(_ => true)).ShouldBe(Verdict.Pass);
        Judge(With(index => index is not 7)).ShouldBe(Verdict.Warn);
        Judge(With(_ => false)).ShouldBe(Verdict.Warn);

        IReadOnlyList<Core.Ticks.Tick> With(Func<int, bool> asked) =>
            [
                .. Bakes
                    .Ticks(Clean)
                    .Select(
                        (tick, index) =>
                            asked(index) ? tick with { Edge = tick.Edge.Add(Edge, good) } : tick
                    ),
            ];

        static Verdict Judge(IReadOnlyList<Core.Ticks.Tick> ticks) =>
            PostSwitchJudge
                .Judge(
                    Bakes.Policy(ticks.Count) with
                    {
                        Edge = [Edge],
                    },
                    Bakes.Case,
                    ticks,
                    ticks.Count * Bakes.Interval
                )
                .Verdict;
    }

    [Fact]
    public void An_old_log_that_was_not_read_now_and_then_is_told()
    {
        var ticks = Bakes
            .Ticks(Clean)
            .Select((tick, index) => index is 7 ? tick with { OldLogErrors = null } : tick);

        var ruling = Judge([.. ticks]);

        (ruling.Verdict, ruling.Why).ShouldBe(
            (Verdict.Warn, "the old slot's log was not read in 1 ticks")
        );
    }

    [Fact]
    public void A_rule_in_a_dry_run_speaks_and_does_nothing()
    {
        var ruling = Bakes.Judge(
            "xxxxxxxx" + Clean,
            policy: policy =>
                policy with
                {
                    ErrorRate = policy.ErrorRate! with { Consequence = Consequence.Report },
                    FailingFor = null,
                    P95 = null,
                }
        );

        ruling.Action.ShouldBe(GateAction.Promote);
        ruling.Reasons.ShouldContain(reason => reason.Rule == "error-rate" && reason.Tick == 4);
    }

    [Theory]
    [InlineData(Core.Checks.Weight.Fail, Scope.Slot, GateAction.Rollback)]
    [InlineData(Core.Checks.Weight.Fail, Scope.Shared, GateAction.Hold)]
    [InlineData(Core.Checks.Weight.Warn, Scope.Slot, GateAction.Promote)]
    public void A_failing_check_counts_by_its_weight_and_scope(
        Core.Checks.Weight weight,
        Scope scope,
        GateAction action
    )
    {
        var ticks = Bakes
            .Ticks(Clean)
            .Select(
                (tick, index) =>
                    index % 6 is 5
                        ? tick with
                        {
                            Checks = tick.Checks.Add("order", new(Finding.Failed, "status 500")),
                        }
                        : tick
            );

        Judge([.. ticks], ("order", new CheckMeaning(weight, scope))).Action.ShouldBe(action);
    }

    [Theory]
    [InlineData("memory", Consequence.Warn, Verdict.Warn)]
    [InlineData("slot-memory", Consequence.Warn, Verdict.Pass)]
    [InlineData("slot-memory", Consequence.Rollback, Verdict.Warn)]
    public void A_gauge_no_host_must_have_may_be_missing_unless_a_team_relies_on_it(
        string gauge,
        Consequence consequence,
        Verdict verdict
    ) =>
        Bakes
            .Judge(
                Clean,
                policy: usual =>
                    usual with
                    {
                        Gauges = [new GaugeRule(gauge, 70, new Limit(8, 12), consequence)],
                    }
            )
            .Verdict.ShouldBe(verdict);

    [Fact]
    public void A_check_that_was_never_asked_is_never_a_pass() =>
        Judge(Bakes.Ticks(Clean), ("order", new CheckMeaning(Core.Checks.Weight.Fail, Scope.Slot)))
            .Verdict.ShouldBe(Verdict.Inconclusive);

    private static Ruling Judge(
        IReadOnlyList<Core.Ticks.Tick> ticks,
        params (string Name, CheckMeaning Meaning)[] checks
    ) =>
        PostSwitchJudge.Judge(
            Bakes.Policy(ticks.Count) with
            {
                Checks = checks.ToDictionary(check => check.Name, check => check.Meaning),
            },
            Bakes.Case,
            ticks,
            ticks.Count * Bakes.Interval
        );
}
