using TshActions.Core.Journal;
using TshActions.Core.Reports;
using TshActions.Core.Slots;

namespace TshActions.Tests.Slots;

public class TakeBackRuleTests
{
    [Fact]
    public void An_unconfirmed_release_may_be_taken_back() =>
        Refusal(Live(), Order()).ShouldBeNull();

    [Fact]
    public void A_rehearsal_would_be_in_its_way_even_by_force() =>
        Refusal(Live(), Order(force: true, rehearse: true))
            .ShouldNotBeNull()
            .Reason.ShouldContain("2025.11.14 is live and not confirmed yet");

    [Fact]
    public void Where_the_release_before_does_not_fit_the_database_it_takes_force()
    {
        Refusal(Live(holds: true), Order())
            .ShouldNotBeNull()
            .Reason.ShouldContain("the migrations of 2025.11.14 are not backward compatible");
        Refusal(Live(holds: true), Order(force: true)).ShouldBeNull();
    }

    [Theory]
    [InlineData("rollback", Phase.Armed)]
    [InlineData("deploy", Phase.Preparing)]
    [InlineData("deploy", Phase.Reverted)]
    public void Of_what_is_not_an_unconfirmed_release_it_says_nothing(string kind, Phase phase) =>
        Refusal(Live(holds: true, kind, phase), Order(rehearse: true)).ShouldBeNull();

    [Fact]
    public void Nor_where_the_traffic_is_elsewhere_or_nothing_is_open()
    {
        var live = Live(holds: true);
        Refusal(live with { Routing = new Routing.To(Slot.Green) }, Order()).ShouldBeNull();
        Refusal(HostStates.BlueLive(), Order(rehearse: true)).ShouldBeNull();
    }

    [Fact]
    public void Its_plan_is_told_in_the_steps_that_are_taken() =>
        PlanText
            .Of(Live(), TakeBackRule.Entry(Live())!)
            .ShouldBe(
                """
                Plan for vps-main: 2025.11.14 is taken back, which nobody has confirmed yet
                  live now  blue (2025.11.14)
                  idle      green (2025.11.15)
                   1  ~ Switch back
                   2  ~ Clear the slot of 2025.11.14
                   3    Prove that the site answers with the release before
                  (~ changes the host)
                """
            );

    private static Decision.Refusal? Refusal(HostState state, RollbackOrder order) =>
        TakeBackRule.Refusal(state, order);

    private static RollbackOrder Order(bool force = false, bool rehearse = false) =>
        new(null, [], force, rehearse);

    private static HostState Live(
        bool holds = false,
        string kind = "deploy",
        Phase phase = Phase.Armed
    ) =>
        HostStates.BlueLive(HostStates.Holding(Slot.Green, HostStates.New)) with
        {
            History = HostHistory.None with
            {
                Open = new JournalEntry(
                    kind,
                    HostStates.Old,
                    "20251114T120000Z-2025.11.14",
                    Slot.Green,
                    Slot.Blue,
                    phase,
                    holds,
                    "run 7"
                ),
            },
        };
}
