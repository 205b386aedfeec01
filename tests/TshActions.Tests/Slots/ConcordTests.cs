using TshActions.Core.Reports;
using TshActions.Core.Slots;

namespace TshActions.Tests.Slots;

public class ConcordTests
{
    private static readonly HostState A = HostStates.BlueLive(
        HostStates.Holding(Slot.Green, HostStates.New)
    ) with
    {
        Host = "vps-a",
    };

    private static readonly HostState B = A with
    {
        Host = "vps-b",
        Routing = new Routing.To(Slot.Green),
    };

    [Fact]
    public void Hosts_that_serve_the_same_agree_whichever_slot_it_is_in()
    {
        var swapped = B with { Green = HostStates.Holding(Slot.Green, HostStates.Old) };

        Concord.Difference([A, swapped]).ShouldBeNull();
        Concord.Refusal([A, swapped]).ShouldBeNull();
    }

    [Fact]
    public void Hosts_that_differ_are_named_with_what_each_serves()
    {
        var refusal = Concord.Refusal([A, B]).ShouldNotBeNull();

        refusal.Code.ShouldBe(ExitCode.VerdictFail);
        refusal.Reason.ShouldBe(
            "the hosts serve different releases: 2025.11.14 on vps-a, 2025.11.15 on vps-b"
        );
        refusal.Advice.ShouldContain("`target`");
    }

    [Fact]
    public void A_host_that_serves_nothing_yet_differs_and_one_that_does_not_route_is_refused_for_that()
    {
        var fresh = new HostState(
            "vps-b",
            new Routing.To(Slot.Blue),
            SlotState.Empty(Slot.Blue),
            SlotState.Empty(Slot.Green)
        );

        Concord.Difference([A, fresh]).ShouldBe("2025.11.14 on vps-a, nothing on vps-b");
        Concord
            .Difference([A, fresh with { Routing = new Routing.NotSetUp("no folder") }])
            .ShouldBeNull();
    }

    [Fact]
    public void Plans_that_lead_to_different_releases_are_none()
    {
        var (a, b) = (
            RollbackPlanner.Plan(A, RollbackOrder.ToPrevious),
            RollbackPlanner.Plan(B, RollbackOrder.ToPrevious)
        );

        Concord
            .Refusal(new[] { a, b })
            .ShouldNotBeNull()
            .Reason.ShouldBe(
                "the hosts would go to different releases: 2025.11.15 on vps-a, 2025.11.14 on vps-b"
            );
        Concord.Refusal(new[] { a, a }).ShouldBeNull();
    }

    [Fact]
    public void What_a_plan_leads_to_is_told_only_where_it_switches()
    {
        var plan = (Decision.Plan)RollbackPlanner.Plan(A, RollbackOrder.ToPrevious);
        var rehearsal = (Decision.Plan)
            RollbackPlanner.Plan(A, RollbackOrder.ToPrevious with { Rehearse = true });

        Served.After(plan).ToString().ShouldBe("green (2025.11.15)");
        Served.Before(plan).ToString().ShouldBe("blue (2025.11.14)");
        Served.After(rehearsal).ShouldBe(Served.Before(plan));
        Served.Now(A).ShouldBe(Served.Before(plan));
    }
}
