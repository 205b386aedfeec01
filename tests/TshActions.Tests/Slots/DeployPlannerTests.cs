using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Journal;
using TshActions.Core.Reports;
using TshActions.Core.Slots;

namespace TshActions.Tests.Slots;

public class DeployPlannerTests
{
    private static readonly Step[] BlueToGreen =
    [
        new Step.Arm(HostStates.New),
        new Step.Upload(HostStates.New),
        new Step.Prepare(Slot.Green, HostStates.New),
        new Step.Start(Slot.Green),
        new Step.GateBeforeSwitch(Slot.Green),
        new Step.Switch(Slot.Blue, Slot.Green),
        new Step.Prove(Slot.Green, HostStates.New),
        new Step.Drain(Slot.Blue),
        new Step.HandOver(HostStates.New, TimeSpan.FromSeconds(60)),
    ];

    [Fact]
    public void A_new_release_goes_to_the_idle_slot_is_gated_there_and_gets_the_traffic()
    {
        var plan = Plan(HostStates.BlueLive(), migration: null);

        plan.Steps.ShouldBe(BlueToGreen);
        plan.From.ShouldBe(Slot.Blue);
        plan.To.ShouldBe(Slot.Green);
    }

    [Fact]
    public void Migrations_run_after_the_release_is_prepared_and_before_it_starts()
    {
        var plan = Plan(HostStates.BlueLive(), "alembic upgrade head");

        plan.Steps.Where(step => step is not Step.Migrate).ShouldBe(BlueToGreen);
        plan.Steps.ToList().IndexOf(new Step.Migrate("alembic upgrade head")).ShouldBe(3);
    }

    [Fact]
    public void The_live_release_is_deployed_again_when_its_slot_stopped()
    {
        var stopped = HostStates.BlueLive() with
        {
            Blue = HostStates.Holding(Slot.Blue, HostStates.New, running: false),
        };

        Plan(stopped, migration: null).Steps.ShouldBe(BlueToGreen);
    }

    [Fact]
    public void The_release_that_waits_in_the_idle_slot_is_deployed_like_any_other()
    {
        var waiting = HostStates.BlueLive(HostStates.Holding(Slot.Green, HostStates.New));

        Plan(waiting, migration: null).Steps.ShouldBe(BlueToGreen);
    }

    [Fact]
    public void A_backup_comes_right_before_the_migration_and_never_without_one()
    {
        var order = HostStates.Order(HostStates.New, "alembic upgrade head") with { Backup = true };

        var steps = Steps(HostStates.BlueLive(), order);

        steps[steps.IndexOf(new Step.Migrate("alembic upgrade head")) - 1]
            .ShouldBe(new Step.Backup(HostStates.New));
        Steps(HostStates.BlueLive(), order.WithoutDatabase)
            .Count(step => step is Step.Backup or Step.Migrate)
            .ShouldBe(0);
    }

    [Fact]
    public void A_rehearsal_never_moves_traffic_nor_the_database() =>
        Prop.ForAll(
                HostStates.Routed,
                HostStates.Releases,
                (state, release) =>
                    DeployPlanner.Plan(
                        state,
                        HostStates.Order(release, "migrate") with
                        {
                            Ending = DeployEnding.Rehearse,
                        }
                    )
                        is not Decision.Plan plan
                    || (
                        plan.Steps[^1] is Step.Clear
                        && !plan.Steps.Any(step =>
                            step is Step.Switch or Step.Migrate or Step.Backup or Step.Confirm
                        )
                    )
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_very_first_release_is_confirmed_at_once_for_there_is_nothing_to_go_back_to()
    {
        var empty = HostStates.BlueLive() with { Blue = SlotState.Empty(Slot.Blue) };

        Steps(empty, HostStates.Order(HostStates.New))[^1]
            .ShouldBe(new Step.Confirm(HostStates.New));
    }

    [Fact]
    public void Singletons_move_once_the_switch_is_proven()
    {
        var order = HostStates.Order(HostStates.New) with { Singletons = ["scheduler", "mailer"] };

        var steps = Steps(HostStates.BlueLive(), order);

        steps[steps.IndexOf(new Step.Prove(Slot.Green, HostStates.New)) + 1]
            .ShouldBe(new Step.Settle(Slot.Green, "scheduler, mailer"));
    }

    [Theory]
    [InlineData(Slot.Blue, false)]
    [InlineData(Slot.Green, true)]
    public void Traffic_that_somebody_moved_by_hand_is_told_before_anything_is_done(
        Slot recorded,
        bool refused
    )
    {
        var state = HostStates.BlueLive() with
        {
            History = HostHistory.None with { Recorded = recorded },
        };

        var decision = DeployPlanner.Plan(state, HostStates.Order(HostStates.New));

        (decision is Decision.Refusal { Code: ExitCode.Host }).ShouldBe(refused);
    }

    [Fact]
    public void No_plan_changes_the_live_slot() =>
        Prop.ForAll(
                HostStates.Routed,
                HostStates.Releases,
                (state, release) =>
                {
                    var live = ((Routing.To)state.Routing).Slot;
                    return DeployPlanner.Plan(state, HostStates.Order(release, "migrate"))
                            is not Decision.Plan plan
                        || plan.Steps.Where(step => step.Changes)
                            .All(step => Touched(step) != live);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Traffic_moves_once_from_the_live_slot_to_the_other_and_only_behind_the_gate() =>
        Prop.ForAll(
                HostStates.Routed,
                HostStates.Releases,
                (state, release) =>
                    DeployPlanner.Plan(state, HostStates.Order(release)) is not Decision.Plan plan
                    || PlanLaws.MovesTrafficSafely(state, plan)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_release_that_is_live_and_runs_is_nothing_to_do() =>
        Prop.ForAll(
                HostStates.Routed,
                HostStates.Releases,
                (state, release) =>
                {
                    var live = state[((Routing.To)state.Routing).Slot];
                    var there = live.Running && live.Release == release;
                    return there
                        == DeployPlanner.Plan(state, HostStates.Order(release))
                            is Decision.NothingToDo;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Without_a_live_slot_there_is_no_plan() =>
        Prop.ForAll(
                HostStates.Unrouted,
                HostStates.Releases,
                (state, release) =>
                    DeployPlanner.Plan(state, HostStates.Order(release, "migrate"))
                        is Decision.Refusal { Code: ExitCode.Host }
            )
            .QuickCheckThrowOnFailure();

    private static Slot? Touched(Step step) =>
        step switch
        {
            Step.Prepare(var slot, _) => slot,
            Step.Start(var slot) => slot,
            Step.Switch(_, var to) => to,
            _ => null,
        };

    private static List<Step> Steps(HostState state, DeployOrder order) =>
        [.. DeployPlanner.Plan(state, order).ShouldBeOfType<Decision.Plan>().Steps];

    private static Decision.Plan Plan(HostState state, string? migration) =>
        DeployPlanner
            .Plan(state, HostStates.Order(HostStates.New, migration))
            .ShouldBeOfType<Decision.Plan>();
}
