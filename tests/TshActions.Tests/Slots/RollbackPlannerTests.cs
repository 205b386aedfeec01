using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Reports;
using TshActions.Core.Slots;

namespace TshActions.Tests.Slots;

public class RollbackPlannerTests
{
    [Fact]
    public void A_warm_slot_gets_the_traffic_after_one_look() =>
        Plan(HostStates.BlueLive(HostStates.Holding(Slot.Green, HostStates.New)))
            .Steps.ShouldBe([
                new Step.CheckWarm(Slot.Green),
                new Step.Switch(Slot.Blue, Slot.Green),
                new Step.Prove(Slot.Green, HostStates.New),
                new Step.Drain(Slot.Blue),
            ]);

    [Fact]
    public void A_slot_that_stopped_is_started_and_gated_before_it_gets_the_traffic() =>
        Plan(HostStates.BlueLive(HostStates.Holding(Slot.Green, HostStates.New, running: false)))
            .Steps.Take(3)
            .ShouldBe([
                new Step.Start(Slot.Green),
                new Step.GateBeforeSwitch(Slot.Green),
                new Step.Switch(Slot.Blue, Slot.Green),
            ]);

    [Fact]
    public void An_empty_slot_has_nothing_to_roll_back_to() =>
        RollbackPlanner
            .Plan(HostStates.BlueLive())
            .ShouldBeOfType<Decision.Refusal>()
            .Code.ShouldBe(ExitCode.VerdictFail);

    [Fact]
    public void Traffic_moves_once_from_the_live_slot_to_the_other_and_only_behind_a_look_at_it() =>
        Prop.ForAll(
                HostStates.Routed,
                state =>
                    RollbackPlanner.Plan(state) is not Decision.Plan plan
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
                    return RollbackPlanner.Plan(state) switch
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
                    RollbackPlanner.Plan(state) is not Decision.Plan plan
                    || !plan.Steps.Any(step => step is Step.Upload or Step.Prepare or Step.Migrate)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Without_a_live_slot_there_is_no_plan() =>
        Prop.ForAll(
                HostStates.Unrouted,
                state => RollbackPlanner.Plan(state) is Decision.Refusal { Code: ExitCode.Host }
            )
            .QuickCheckThrowOnFailure();

    private static Decision.Plan Plan(HostState state) =>
        RollbackPlanner.Plan(state).ShouldBeOfType<Decision.Plan>();
}
