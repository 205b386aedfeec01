using TshActions.Core.Metrics;
using TshActions.Metrics;
using static TshActions.Tests.Metrics.Histories;

namespace TshActions.Tests.Metrics;

/// <summary>What hosts remember beside what GitHub was told.</summary>
public class JournalTests
{
    private const string Journal = """
        tsh-journal 1
        kind deploy
        release v2
        deployment d2
        run https://github.com/shop/erp/actions/runs/1
        began 1763200000
        armed 1763200100
        reverted 1763200190
        outcome reverted
        ended 1763200200
        end 1 2
        tsh-journal 1
        kind rollback
        release v1
        deployment d1
        run by hand on the host
        began 1763203600
        armed 1763203601
        outcome rolled-back
        ended 1763203630
        end 1 2
        tsh-journal 2
        kind deploy
        release v9
        tsh-journal 1
        kind deploy
        release torn
        """;

    [Fact]
    public void Closed_entries_are_read_and_torn_or_later_ones_are_not()
    {
        var entries = HostJournal.Read("one", Journal);

        entries
            .Select(entry => (entry.Kind, entry.Release, entry.End))
            .ShouldBe([
                (DeploymentKind.Deploy, "v2", DeploymentEnd.Failed),
                (DeploymentKind.Rollback, "v1", DeploymentEnd.Succeeded),
            ]);
        entries[0].Exposed.ShouldBe(TimeSpan.FromSeconds(90));
        entries[1].Exposed.ShouldBeNull();
    }

    [Fact]
    public void A_run_that_broke_off_ended_as_the_host_says_and_what_hands_did_is_added()
    {
        var entries = HostJournal.Read("one", Journal);
        var broken = Deploy(0.2, "v2", end: DeploymentEnd.Broken) with
        {
            Run = "https://github.com/shop/erp/actions/runs/1",
        };

        var all = JournalMerge.Of([Deploy(3, "v1"), broken], entries);

        all.Count.ShouldBe(3);
        var taken = all[1];
        (taken.End, taken.Exposed, taken.WasTakenBack).ShouldBe(
            (DeploymentEnd.Failed, TimeSpan.FromSeconds(90), true)
        );
        (all[2].Kind, all[2].Id, all[2].Took).ShouldBe(
            (DeploymentKind.Rollback, 0, TimeSpan.FromSeconds(30))
        );
    }

    [Fact]
    public void Hosts_that_went_together_are_one_deployment_as_bad_as_the_worst()
    {
        var one = HostJournal.Read("one", Journal)[0] with
        {
            Outcome = "confirmed",
            Reverted = null,
        };
        var two = HostJournal.Read("two", Journal)[0];

        var all = JournalMerge.Of([], [one, two]);

        all.ShouldHaveSingleItem().End.ShouldBe(DeploymentEnd.Failed);
    }

    [Fact]
    public void The_time_that_clients_had_it_is_a_recovery_and_a_rollback()
    {
        var back = Deploy(1, "v2", end: DeploymentEnd.Failed) with
        {
            Exposed = TimeSpan.FromSeconds(90),
        };

        var metrics = Measure(Deploy(2, "v1"), back);

        metrics.Figure(FigureKind.RecoveryTime).Now.Value.ShouldBe(90);
        metrics.Figure(FigureKind.RollbackRate).Now.ShouldBe(new(0.5, 2, 1));
        metrics.Figure(FigureKind.SuccessRate).Now.ShouldBe(new(0.5, 2, 1));
    }
}
