using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Journal;
using TshActions.Core.Releases;
using TshActions.Core.Reports;
using TshActions.Core.Slots;

namespace TshActions.Tests.Slots;

public class RollbackPlannerTests
{
    [Fact]
    public void A_warm_slot_gets_the_traffic_after_one_look() =>
        Plan(HostStates.BlueLive(HostStates.Holding(Slot.Green, HostStates.New)))
            .Steps.ShouldBe([
                new Step.Arm(HostStates.New),
                new Step.CheckWarm(Slot.Green),
                new Step.Switch(Slot.Blue, Slot.Green),
                new Step.Prove(Slot.Green, HostStates.New),
                new Step.Drain(Slot.Blue),
                new Step.Confirm(HostStates.New),
            ]);

    [Fact]
    public void A_slot_that_stopped_is_started_and_gated_before_it_gets_the_traffic() =>
        Plan(HostStates.BlueLive(HostStates.Holding(Slot.Green, HostStates.New, running: false)))
            .Steps.Take(4)
            .ShouldBe([
                new Step.Arm(HostStates.New),
                new Step.Start(Slot.Green),
                new Step.GateBeforeSwitch(Slot.Green),
                new Step.Switch(Slot.Blue, Slot.Green),
            ]);

    [Fact]
    public void An_empty_slot_has_nothing_to_roll_back_to() =>
        RollbackPlanner
            .Plan(HostStates.BlueLive(), RollbackOrder.ToPrevious)
            .ShouldBeOfType<Decision.Refusal>()
            .Code.ShouldBe(ExitCode.VerdictFail);

    [Fact]
    public void Traffic_moves_once_from_the_live_slot_to_the_other_and_only_behind_a_look_at_it() =>
        Prop.ForAll(
                HostStates.Routed,
                state =>
                    RollbackPlanner.Plan(state, RollbackOrder.ToPrevious) is not Decision.Plan plan
                    || PlanLaws.MovesTrafficSafely(state, plan)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_release_of_the_plan_is_the_one_the_other_slot_holds() =>
        Prop.ForAll(
                HostStates.Routed,
                state =>
                {
                    var other = state[((Routing.To)state.Routing).Slot.Other];
                    return RollbackPlanner.Plan(state, RollbackOrder.ToPrevious) switch
                    {
                        Decision.Plan plan => plan.Release == other.Release,
                        Decision.Refusal => other.Release is null,
                        _ => false,
                    };
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_plan_brings_nothing_to_the_host_and_migrates_nothing() =>
        Prop.ForAll(
                HostStates.Routed,
                state =>
                    RollbackPlanner.Plan(state, RollbackOrder.ToPrevious) is not Decision.Plan plan
                    || !plan.Steps.Any(step => step is Step.Upload or Step.Prepare or Step.Migrate)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Without_a_live_slot_there_is_no_plan() =>
        Prop.ForAll(
                HostStates.Unrouted,
                state =>
                    RollbackPlanner.Plan(state, RollbackOrder.ToPrevious)
                        is Decision.Refusal { Code: ExitCode.Host }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_release_taken_back_before_is_no_place_to_go_unless_forced()
    {
        var state = Marked(HostStates.New);

        var refusal = RollbackPlanner
            .Plan(state, RollbackOrder.ToPrevious)
            .ShouldBeOfType<Decision.Refusal>();

        refusal.Code.ShouldBe(ExitCode.VerdictFail);
        refusal.Reason.ShouldContain("2025.11.15 was taken back: the orders broke");
        RollbackPlanner
            .Plan(state, RollbackOrder.ToPrevious with { Force = true })
            .ShouldBeOfType<Decision.Plan>();
    }

    [Fact]
    public void Behind_a_bad_release_the_newest_good_one_that_is_kept_is_prepared_and_gated()
    {
        var good = new Retained("20251101T120000Z-2025.11.01", HostStates.Release("2025.11.01"));
        var state = Marked(HostStates.New);
        state = state with
        {
            History = state.History with
            {
                Kept =
                [
                    new("d-new", HostStates.New),
                    new(state.Blue.Deployment!, HostStates.Old),
                    good,
                ],
            },
        };

        var plan = RollbackPlanner
            .Plan(state, RollbackOrder.ToPrevious)
            .ShouldBeOfType<Decision.Plan>();

        (plan.Release, plan.Deployment).ShouldBe((good.Release, good.Deployment));
        plan.Steps.Take(4)
            .ShouldBe([
                new Step.Arm(good.Release),
                new Step.Prepare(Slot.Green, good.Release),
                new Step.Start(Slot.Green),
                new Step.GateBeforeSwitch(Slot.Green),
            ]);
    }

    [Fact]
    public void A_release_that_is_not_kept_is_named_with_those_that_are()
    {
        var state = HostStates.BlueLive() with
        {
            History = HostHistory.None with { Kept = [new("d", HostStates.New)] },
        };

        var refusal = RollbackPlanner
            .Plan(state, new RollbackOrder(HostStates.Release("1.0"), []))
            .ShouldBeOfType<Decision.Refusal>();

        refusal.Reason.ShouldContain("does not keep 1.0");
        refusal.Advice.ShouldContain("it keeps 2025.11.15");
    }

    [Fact]
    public void A_database_the_old_release_does_not_fit_is_a_reason_to_stay_unless_forced()
    {
        var state = HostStates.BlueLive(HostStates.Holding(Slot.Green, HostStates.New)) with
        {
            History = HostHistory.None with { SchemaOf = BackwardCompatible.No },
        };

        RollbackPlanner
            .Plan(state, RollbackOrder.ToPrevious)
            .ShouldBeOfType<Decision.Refusal>()
            .Advice.ShouldContain("risk");
        RollbackPlanner
            .Plan(state, RollbackOrder.ToPrevious with { Force = true })
            .ShouldBeOfType<Decision.Plan>();
    }

    [Fact]
    public void A_rehearsal_ends_before_the_switch()
    {
        var warm = HostStates.BlueLive(HostStates.Holding(Slot.Green, HostStates.New));

        RollbackPlanner
            .Plan(warm, RollbackOrder.ToPrevious with { Rehearse = true })
            .ShouldBeOfType<Decision.Plan>()
            .Steps.ShouldBe([
                new Step.Arm(HostStates.New),
                new Step.CheckWarm(Slot.Green),
                new Step.Clear(Slot.Green),
            ]);
    }

    private static HostState Marked(ReleaseId bad) =>
        HostStates.BlueLive(HostStates.Holding(Slot.Green, bad)) with
        {
            History = HostHistory.None with
            {
                Bad = new Dictionary<ReleaseId, string> { [bad] = "taken back: the orders broke" },
            },
        };

    private static Decision.Plan Plan(HostState state) =>
        RollbackPlanner.Plan(state, RollbackOrder.ToPrevious).ShouldBeOfType<Decision.Plan>();
}
