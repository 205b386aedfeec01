using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Gates;

namespace TshActions.Tests.Gates;

public class PostSwitchGateTests
{
    /// <summary>A bake of ten ticks that three failures among the last five end.</summary>
    private static readonly PostSwitchPolicy Policy = new(
        Bake: Ticks.Interval * 10,
        Failures: 3,
        Of: 5,
        MinCoverage: 0.8
    );

    private static readonly Arbitrary<PostSwitchPolicy> Policies = (
        from of in Gen.Choose(1, 8)
        from failures in Gen.Choose(1, of)
        from coverage in Gen.Choose(1, 100)
        select new PostSwitchPolicy(Ticks.Interval * 20, failures, of, coverage / 100.0)
    ).ToArbitrary();

    private static readonly Arbitrary<TimeSpan> Times = Gen.Choose(0, 40)
        .Select(ticks => ticks * Ticks.Interval)
        .ToArbitrary();

    [Theory]
    [InlineData("xxx", 3)]
    [InlineData("x.x.x", 5)]
    [InlineData("xx..x", 5)]
    [InlineData("..xxx", 5)]
    [InlineData(".....x.xx", 9)]
    [InlineData("x?x?x", 5)]
    [InlineData("xxx.......", 3)]
    public void So_many_failures_within_the_window_take_the_release_back_at_once(
        string ticks,
        int tick
    )
    {
        var decided = Judge(ticks, Ticks.Interval).ShouldBeOfType<Judgement.Decided>();

        decided.Verdict.ShouldBe(Verdict.Fail);
        decided.Action.ShouldBe(GateAction.Rollback);
        decided.Tick.ShouldBe(tick);
    }

    [Theory]
    [InlineData("xx")]
    [InlineData("xx...x")]
    [InlineData("x.x..x.x..x.x")]
    [InlineData("????????")]
    [InlineData("")]
    public void Fewer_failures_within_every_window_go_on(string ticks) =>
        Judge(ticks, Policy.Bake - TimeSpan.FromTicks(1)).ShouldBeOfType<Judgement.KeepWatching>();

    [Theory]
    [InlineData("..........", Verdict.Pass, GateAction.Promote)]
    [InlineData("........", Verdict.Pass, GateAction.Promote)]
    [InlineData(".......", Verdict.Inconclusive, GateAction.Hold)]
    [InlineData("........??", Verdict.Pass, GateAction.Promote)]
    [InlineData(".......???", Verdict.Inconclusive, GateAction.Hold)]
    [InlineData(".....x....", Verdict.Warn, GateAction.Promote)]
    [InlineData("x??????", Verdict.Inconclusive, GateAction.Hold)]
    [InlineData("??????????", Verdict.Inconclusive, GateAction.Hold)]
    [InlineData("", Verdict.Inconclusive, GateAction.Hold)]
    public void When_the_bake_is_over_enough_of_it_must_have_been_seen(
        string ticks,
        Verdict verdict,
        GateAction action
    )
    {
        var decided = Judge(ticks, Policy.Bake).ShouldBeOfType<Judgement.Decided>();

        (decided.Verdict, decided.Action).ShouldBe((verdict, action));
    }

    [Fact]
    public void A_failure_is_told_before_a_lack_of_data() =>
        Judge("xxx???????", Policy.Bake)
            .ShouldBeOfType<Judgement.Decided>()
            .Reason.ShouldBe(
                "3 of the last 3 ticks failed (limit 3 of 5); last: health: status 503, not 200"
            );

    [Fact]
    public void A_lack_of_data_is_told_with_its_numbers() =>
        Judge(".......", Policy.Bake)
            .ShouldBeOfType<Judgement.Decided>()
            .Reason.ShouldBe(
                "only 7 of 10 expected ticks measured anything (70 % of at least 80 %)"
            );

    [Fact]
    public void A_release_fails_exactly_when_some_window_holds_the_limit() =>
        Prop.ForAll(
                Ticks.Any,
                Policies,
                Times,
                (ticks, policy, elapsed) =>
                    Fails(policy, ticks, elapsed)
                    == Enumerable
                        .Range(0, ticks.Length)
                        .Any(from =>
                            ticks.Skip(from).Take(policy.Of).Count(tick => tick is 'x')
                            >= policy.Failures
                        )
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_failure_stays_whatever_is_seen_later() =>
        Prop.ForAll(
                Ticks.Any,
                Ticks.Any,
                Policies,
                (ticks, later, policy) =>
                    !Fails(policy, ticks, TimeSpan.Zero)
                    || PostSwitchGate.Judge(policy, Ticks.Interval, Ticks.Of(ticks), TimeSpan.Zero)
                        == PostSwitchGate.Judge(
                            policy,
                            Ticks.Interval,
                            Ticks.Of(ticks + later),
                            policy.Bake
                        )
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_tick_that_measured_nothing_instead_of_failing_never_causes_a_failure() =>
        Prop.ForAll(
                Ticks.Any,
                Policies,
                (ticks, policy) =>
                    Fails(policy, ticks, policy.Bake)
                    || !Fails(policy, ticks.Replace('x', '?'), policy.Bake)
                        && !Fails(policy, ticks.Replace('?', '.'), policy.Bake)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_measured_is_neither_a_pass_nor_a_fail() =>
        Prop.ForAll(
                Ticks.Unmeasured,
                Policies,
                Times,
                (ticks, policy, elapsed) =>
                    Judge(policy, ticks, elapsed)
                        is Judgement.KeepWatching
                            or Judgement.Decided
                            {
                                Verdict: Verdict.Inconclusive,
                                Action: GateAction.Hold,
                            }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("??????????")]
    public void Nothing_measured_is_no_pass_even_if_no_coverage_is_asked_for(string ticks) =>
        Judge(Policy with { MinCoverage = 0 }, ticks, Policy.Bake)
            .ShouldBeOfType<Judgement.Decided>()
            .Verdict.ShouldBe(Verdict.Inconclusive);

    [Fact]
    public void No_release_passes_before_its_bake_is_over() =>
        Prop.ForAll(
                Ticks.Any,
                Policies,
                Times,
                (ticks, policy, elapsed) =>
                    elapsed >= policy.Bake
                    || Judge(policy, ticks, elapsed)
                        is Judgement.KeepWatching
                            or Judgement.Decided { Verdict: Verdict.Fail }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_release_that_goes_on_was_seen_long_enough() =>
        Prop.ForAll(
                Ticks.Any,
                Policies,
                (ticks, policy) =>
                    Judge(policy, ticks, policy.Bake)
                        is not Judgement.Decided { Action: GateAction.Promote } decided
                    || ticks.Count(tick => tick is not '?') >= policy.MinCoverage * 20
                        && (decided.Verdict is Verdict.Pass) == !ticks.Contains('x')
            )
            .QuickCheckThrowOnFailure();

    private static Judgement Judge(string ticks, TimeSpan elapsed) => Judge(Policy, ticks, elapsed);

    private static Judgement Judge(PostSwitchPolicy policy, string ticks, TimeSpan elapsed) =>
        PostSwitchGate.Judge(policy, Ticks.Interval, Ticks.Of(ticks), elapsed);

    private static bool Fails(PostSwitchPolicy policy, string ticks, TimeSpan elapsed) =>
        Judge(policy, ticks, elapsed)
            is Judgement.Decided { Verdict: Verdict.Fail, Action: GateAction.Rollback };
}
