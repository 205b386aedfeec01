using TshActions.GateBench;
using TshActions.GateBench.Corpus;

namespace TshActions.Tests.Corpus;

public class JitterTests
{
    private static readonly List<Jitter> Many =
    [
        .. Enumerable
            .Range(0, 4_000)
            .Select(i => Jitter.Of((ulong)(BenchOptions.FirstHoldOut + i))),
    ];

    [Fact]
    public void It_stays_within_its_bounds_and_reaches_them()
    {
        Many.Select(jitter => jitter.Later).Distinct().Order().ShouldBe(Enumerable.Range(0, 11));
        Many.Min(jitter => jitter.Spread).ShouldBeInRange(0.7, 0.71);
        Many.Max(jitter => jitter.Spread).ShouldBeInRange(1.39, 1.4);
        Many.Min(jitter => jitter.Failing).ShouldBeInRange(0, 0.0001);
        Many.Max(jitter => jitter.Failing).ShouldBeInRange(0.0029, 0.003);
    }

    [Fact]
    public void A_trouble_comes_later_by_it_and_its_onset_with_it()
    {
        var trace = Traces.All.Single(trace => trace.Id is "T05");
        var jitter = new Jitter(7, 1, 0);

        trace.OnsetAfter(jitter).ShouldBe(19);
        trace
            .Draw(1, jitter)
            .Ticks.TakeWhile(tick => tick.Probes.Values.All(sample => sample.Ok))
            .Count()
            .ShouldBe(19);
    }

    [Fact]
    public void What_belongs_to_the_switch_does_not_come_later()
    {
        var warmUp = Traces.All.Single(trace => trace.Id is "T12");

        warmUp
            .Draw(1, new Jitter(10, 1, 0))
            .Ticks.Select(tick => tick.Probes["health"].Milliseconds)
            .ShouldBe(
                warmUp
                    .Draw(1, new Jitter(0, 1, 0))
                    .Ticks.Select(tick => tick.Probes["health"].Milliseconds)
            );
    }

    [Fact]
    public void Errors_and_spread_that_a_definition_names_stay()
    {
        var jitter = new Jitter(0, 0.9, 0.002);
        Trace Of(string id) => Traces.All.Single(trace => trace.Id == id);

        jitter.Shake(Of("T01").Service).Failing.ShouldBe(0.002);
        jitter.Shake(Of("T02").Service).Failing.ShouldBe(0.005);
        jitter.Shake(Of("T01").Service).Endpoints[1].Sigma.ShouldBe(0.45, 1e-9);
        jitter.Shake(Of("T17").Service).Endpoints[1].Sigma.ShouldBe(0.9, 1e-9);
    }

    [Theory]
    [InlineData("--hold-out 9999999")]
    [InlineData("--hold-out x")]
    [InlineData("--seeds 0")]
    [InlineData("--seeds")]
    [InlineData("--aa -1")]
    [InlineData("--quick 1")]
    public void What_is_no_option_is_refused(string line) =>
        BenchOptions
            .Parse(line.Split(' '))
            .ShouldSatisfyAllConditions(
                parsed => parsed.Options.ShouldBeNull(),
                parsed => parsed.Wrong!.ShouldStartWith($"`{line.Split(' ')[0]}")
            );

    [Fact]
    public void Options_are_read() =>
        BenchOptions
            .Parse(["--seeds", "5", "--jitter", "--hold-out", "20000000", "--aa", "7"])
            .Options.ShouldBe(new BenchOptions(5, Jitter: true, 20_000_000, 7));
}
