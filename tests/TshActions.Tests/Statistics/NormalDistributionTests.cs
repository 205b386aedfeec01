using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Statistics;

namespace TshActions.Tests.Statistics;

public class NormalDistributionTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.841344746068542949)]
    [InlineData(1.959963984540054, 0.975)]
    [InlineData(-3.090232306167813, 0.001)]
    [InlineData(-6, 9.865876450376946e-10)]
    [InlineData(2.999999, 0.998650097536515)]
    [InlineData(3.000001, 0.998650106400212)]
    public void Shares_are_those_of_the_tables(double z, double share)
    {
        NormalDistribution.Share(z).ShouldBe(share, share * 1e-12);
        NormalDistribution.Share(-z).ShouldBe(1 - share, 1e-14);
    }

    [Theory]
    // One answer of an unchanged endpoint is over four times the median this often, by the spread of its logarithm.
    [InlineData(0.5, 0.0028)]
    [InlineData(0.8, 0.042)]
    [InlineData(1.0, 0.083)]
    public void Slow_single_answers_are_common_where_latencies_spread(double sigma, double share) =>
        NormalDistribution.Share(-Math.Log(4) / sigma).ShouldBe(share, 0.0005);

    [Fact]
    public void The_quantile_leads_back() =>
        Prop.ForAll(
                Gen.Choose(1, 999_999).Select(share => share / 1_000_000.0).ToArbitrary(),
                share =>
                    Math.Abs(NormalDistribution.Share(NormalDistribution.Quantile(share)) - share)
                    < 1e-13
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_ends_are_out_of_reach()
    {
        NormalDistribution.Quantile(0).ShouldBe(double.NegativeInfinity);
        NormalDistribution.Quantile(1).ShouldBe(double.PositiveInfinity);
        NormalDistribution.Share(double.NegativeInfinity).ShouldBe(0);
        NormalDistribution.Share(double.PositiveInfinity).ShouldBe(1);
    }
}
