using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.Tests.Slots;

namespace TshActions.Tests.Reports;

public class PlanTextTests
{
    [Fact]
    public void A_plan_shows_what_is_there_and_what_will_change()
    {
        var warm = HostStates.BlueLive(HostStates.Holding(Slot.Green, HostStates.New));
        var stopped = HostStates.BlueLive(
            HostStates.Holding(Slot.Green, HostStates.New, running: false)
        );
        Decision[] decisions =
        [
            DeployPlanner.Plan(
                HostStates.BlueLive(),
                HostStates.Order(HostStates.New, "alembic upgrade head")
            ),
            RollbackPlanner.Plan(warm, RollbackOrder.ToPrevious),
            RollbackPlanner.Plan(stopped, RollbackOrder.ToPrevious),
        ];

        var plans = decisions.Select(decision =>
            PlanText.Of(
                decision.ShouldBeOfType<Decision.Plan>(),
                step =>
                    step switch
                    {
                        Step.Migrate => TimeSpan.FromMinutes(10),
                        Step.Start => TimeSpan.FromSeconds(90),
                        _ => null,
                    }
            )
        );

        Approved.Check(string.Join("\n\n", plans) + "\n");
    }
}
