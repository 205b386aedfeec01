using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Statistics;

namespace TshActions.Tests.Statistics;

public class OrderStatisticsTests
{
    [Fact]
    public void Of_30_samples_the_20th_smallest_is_the_medians_upper_limit()
    {
        OrderStatistics.UpperMedianRank(30, 0.95).ShouldBe(19);

        double[] samples = [.. Enumerable.Range(1, 30).Reverse().Select(value => (double)value)];
        OrderStatistics.UpperMedianLimit(samples, 0.95).ShouldBe(20);
        OrderStatistics.Median(samples).ShouldBe(15.5);
    }

    [Fact]
    public void Four_samples_limit_nothing_and_five_do_by_their_largest()
    {
        OrderStatistics.UpperMedianLimit([1, 2, 3, 4], 0.95).ShouldBeNull();
        OrderStatistics.UpperMedianLimit([1, 5, 2, 3, 4], 0.95).ShouldBe(5);
        OrderStatistics.UpperMedianLimit([], 0.95).ShouldBeNull();
        OrderStatistics.Median([]).ShouldBeNull();
    }

    [Fact]
    public void The_limit_is_never_below_the_median_and_its_chance_never_below_what_is_asked() =>
        Prop.ForAll(
                (
                    from samples in Gen.Choose(0, 1_000).Select(value => (double)value).ListOf()
                    from confidence in Gen.Choose(500, 999)
                    select (samples, confidence / 1_000.0)
                ).ToArbitrary(),
                one =>
                {
                    var (samples, confidence) = one;
                    var rank = OrderStatistics.UpperMedianRank(samples.Count, confidence);
                    return OrderStatistics.UpperMedianLimit(samples, confidence) is not { } limit
                        || (
                            limit >= OrderStatistics.Median(samples)
                            && Binomial.AtMost(rank, samples.Count, 0.5) >= confidence
                            && Binomial.AtMost(rank - 1, samples.Count, 0.5) < confidence
                        );
                }
            )
            .QuickCheckThrowOnFailure();
}
