using TshActions.GateBench.Corpus;
using TshActions.GateBench.Judges;
using TshActions.GateBench.Scores;

namespace TshActions.Tests.Corpus;

/// <summary>The peers' rules are those that were studied when the gate was designed: their figures come out alike.</summary>
public class PeersTests
{
    private const int Seeds = 100;

    [Theory]
    [InlineData("T05", 10, 40, 60)]
    [InlineData("T07", 70, 40, 60)]
    [InlineData("T08", 30, 70, 100)]
    [InlineData("T09", 150, 40, 60)]
    [InlineData("T10", 240, 150, 180)]
    [InlineData("T11", 130, 370, 390)]
    [InlineData("T15", 10, 40, 60)]
    [InlineData("T21", 40, 40, 60)]
    [InlineData("T23", 20, 90, 125)]
    [InlineData("T24", 10, 130, 180)]
    public void A_sick_release_is_found_after(string id, int literal, int argo3, int flagger5)
    {
        var tallies = Run(id);

        tallies[0].Delay(0.5)!.Value.TotalSeconds.ShouldBe(literal, Tolerance(literal));
        tallies[1].Delay(0.5)!.Value.TotalSeconds.ShouldBe(argo3, Tolerance(argo3));
        tallies[2].Delay(0.5)!.Value.TotalSeconds.ShouldBe(flagger5, Tolerance(flagger5));
        tallies.ShouldAllBe(tally => tally.Missed == 0);

        // Where nothing but chance moves it, the middle moves by some ticks.
        double Tolerance(int seconds) => id is "T10" or "T11" or "T23" ? 30 : seconds * 0.001;
    }

    [Theory]
    [InlineData("T01", 0.55, 0, 0)]
    [InlineData("T02", 0.58, 0.25, 0.08)]
    [InlineData("T03", 0.55, 0, 0)]
    [InlineData("T04", 1, 0.035, 0)]
    [InlineData("T06", 1, 1, 1)]
    [InlineData("T12", 1, 0.045, 0.022)]
    [InlineData("T13", 1, 0.002, 0)]
    [InlineData("T14", 1, 0.76, 0.63)]
    [InlineData("T16", 1, 0.14, 0.07)]
    [InlineData("T17", 1, 0.005, 0.002)]
    [InlineData("T18", 0.51, 1, 1)]
    [InlineData("T19", 0.50, 1, 1)]
    [InlineData("T20", 1, 1, 1)]
    [InlineData("T22", 0.69, 0.99, 0.96)]
    public void This_share_of_releases_is_taken_back(
        string id,
        double literal,
        double argo3,
        double flagger5
    )
    {
        var tallies = Run(id);

        Back(0).ShouldBe(literal, 0.15);
        Back(1).ShouldBe(argo3, 0.15);
        Back(2).ShouldBe(flagger5, 0.15);

        double Back(int judge) => (double)tallies[judge].RolledBack / Seeds;
    }

    private static IReadOnlyList<Tally> Run(string id) =>
        Bench.Tallies(
            Traces.All.Single(trace => trace.Id == id),
            [("literal", Peers.Literal), ("argo3", Peers.Argo3), ("flagger5", Peers.Flagger5)],
            0,
            Seeds,
            _ => Jitter.None
        );
}
