using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Gates;

namespace TshActions.Tests.Gates;

public class PreSwitchGateTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);
    private static readonly PreSwitchPolicy Policy = new(CleanTicks: 3, Deadline);

    private static readonly Arbitrary<PreSwitchPolicy> Policies = Gen.Choose(1, 5)
        .Select(clean => new PreSwitchPolicy(clean, Deadline))
        .ToArbitrary();

    private static readonly Arbitrary<TimeSpan> Times = Gen.Choose(0, 180)
        .Select(seconds => TimeSpan.FromSeconds(seconds))
        .ToArbitrary();

    [Theory]
    [InlineData("...", Verdict.Pass, GateAction.Promote, 3)]
    [InlineData("xx?...", Verdict.Pass, GateAction.Promote, 6)]
    [InlineData("..x..", Verdict.Fail, GateAction.Block, 5)]
    [InlineData("..", Verdict.Fail, GateAction.Block, 2)]
    [InlineData("..?", Verdict.Fail, GateAction.Block, 3)]
    [InlineData("xxxx", Verdict.Fail, GateAction.Block, 4)]
    [InlineData("????", Verdict.Inconclusive, GateAction.Block, 4)]
    [InlineData("", Verdict.Inconclusive, GateAction.Block, 0)]
    public void At_the_deadline_every_slot_is_decided(
        string ticks,
        Verdict verdict,
        GateAction action,
        int tick
    )
    {
        var decided = Judge(ticks, Deadline).ShouldBeOfType<Judgement.Decided>();

        (decided.Verdict, decided.Action, decided.Tick).ShouldBe((verdict, action, tick));
    }

    [Theory]
    [InlineData("", "0 of 3 clean ticks")]
    [InlineData("..", "2 of 3 clean ticks")]
    [InlineData("..x.", "1 of 3 clean ticks")]
    public void Until_the_deadline_a_slot_may_still_become_well(string ticks, string progress) =>
        Judge(ticks, Deadline - TimeSpan.FromTicks(1))
            .ShouldBe(new Judgement.KeepWatching(progress));

    [Fact]
    public void A_refusal_says_what_was_wrong_last() =>
        Judge("..x", Deadline)
            .ShouldBeOfType<Judgement.Decided>()
            .Reason.ShouldBe(
                "not 3 clean ticks in a row within 90 s; last: health: status 503, not 200"
            );

    [Fact]
    public void A_slot_passes_exactly_when_its_last_ticks_are_clean_however_late() =>
        Prop.ForAll(
                Ticks.Any,
                Policies,
                Times,
                (ticks, policy, elapsed) =>
                {
                    var last = ticks.TakeLast(policy.CleanTicks).ToList();
                    var clean = last.Count == policy.CleanTicks && last.All(tick => tick is '.');
                    return clean
                        == PreSwitchGate.Judge(policy, Ticks.Release, Ticks.Of(ticks), elapsed)
                            is Judgement.Decided { Verdict: Verdict.Pass };
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Another_clean_tick_never_takes_a_pass_away() =>
        Prop.ForAll(
                Ticks.Any,
                Policies,
                Times,
                (ticks, policy, elapsed) =>
                    !Passes(policy, ticks, elapsed) || Passes(policy, ticks + ".", elapsed)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Another_bad_tick_always_takes_a_pass_away() =>
        Prop.ForAll(
                Ticks.Any,
                Policies,
                Times,
                (ticks, policy, elapsed) =>
                    !Passes(policy, ticks + "x", elapsed) && !Passes(policy, ticks + "?", elapsed)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_measured_is_neither_a_pass_nor_a_fail() =>
        Prop.ForAll(
                Ticks.Unmeasured,
                Policies,
                Times,
                (ticks, policy, elapsed) =>
                    PreSwitchGate.Judge(policy, Ticks.Release, Ticks.Of(ticks), elapsed)
                        is Judgement.KeepWatching
                            or Judgement.Decided
                            {
                                Verdict: Verdict.Inconclusive,
                                Action: GateAction.Block,
                            }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_decided_without_a_pass_blocks() =>
        Prop.ForAll(
                Ticks.Any,
                Policies,
                Times,
                (ticks, policy, elapsed) =>
                    PreSwitchGate.Judge(policy, Ticks.Release, Ticks.Of(ticks), elapsed)
                        is not Judgement.Decided decided
                    || decided.Action
                        == (decided.Verdict is Verdict.Pass ? GateAction.Promote : GateAction.Block)
            )
            .QuickCheckThrowOnFailure();

    private static Judgement Judge(string ticks, TimeSpan elapsed) =>
        PreSwitchGate.Judge(Policy, Ticks.Release, Ticks.Of(ticks), elapsed);

    private static bool Passes(PreSwitchPolicy policy, string ticks, TimeSpan elapsed) =>
        PreSwitchGate.Judge(policy, Ticks.Release, Ticks.Of(ticks), elapsed)
            is Judgement.Decided { Verdict: Verdict.Pass };
}
