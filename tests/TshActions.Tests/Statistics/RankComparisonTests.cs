using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Statistics;

namespace TshActions.Tests.Statistics;

public class RankComparisonTests
{
    private static readonly Arbitrary<(double[] Before, double[] After)> Any = (
        from before in Latencies
        from after in Latencies
        select (before, after)
    ).ToArbitrary();

    private static Gen<double[]> Latencies =>
        from count in Gen.Choose(1, 40)
        from values in Gen.Choose(1, 5_000).ArrayOf(count)
        select values.Select(value => (double)value).ToArray();

    [Fact]
    public void Without_samples_there_is_nothing_to_compare()
    {
        RankComparison.Of([], [1]).ShouldBeNull();
        RankComparison.Of([1], []).ShouldBeNull();
    }

    [Fact]
    public void Two_samples_a_side_bound_nothing()
    {
        var comparison = RankComparison.Of([100, 110], [200, 210])!;

        comparison.Low.ShouldBe(0);
        comparison.High.ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Three_times_as_slow_is_a_factor_of_three()
    {
        double[] before = [80, 90, 95, 100, 105, 110, 125];
        double[] after = [.. before.Select(value => value * 3)];

        var comparison = RankComparison.Of(before, after)!;

        comparison.Ratio.ShouldBe(3, 1e-9);
        comparison.Low.ShouldBeLessThan(3);
        comparison.High.ShouldBeGreaterThan(3);
        // The largest U of 7 and 7: one order of 3,432.
        comparison.Greater.ShouldBe(1 / 3_432.0, 1e-12);
        RankComparison.Of(before, after, factor: 4)!.Greater.ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void Of_the_textbooks_interval_as_many_differences_lie_outside()
    {
        // 5 and 10 samples at 95 %: 8 differences on either side (Hollander and Wolfe, table A.5: 42 of 50 at 0.020).
        double[] before = [1, 3, 5, 7, 9];
        double[] after = [.. Enumerable.Range(1, 10).Select(value => value * 2.0)];
        double[] ratios = [.. before.SelectMany(one => after.Select(other => other / one)).Order()];

        var comparison = RankComparison.Of(before, after)!;

        comparison.Low.ShouldBe(ratios[8], 1e-9);
        comparison.High.ShouldBe(ratios[^9], 1e-9);
    }

    [Fact]
    public void The_ratio_lies_in_its_interval_and_a_wider_one_holds_a_narrower() =>
        Prop.ForAll(
                Any,
                one =>
                {
                    var narrow = RankComparison.Of(one.Before, one.After, 0.9)!;
                    var wide = RankComparison.Of(one.Before, one.After, 0.98)!;
                    return narrow.Low <= narrow.Ratio
                        && narrow.Ratio <= narrow.High
                        && wide.Low <= narrow.Low
                        && narrow.High <= wide.High;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_other_way_round_it_is_the_inverse() =>
        Prop.ForAll(
                Any,
                one =>
                {
                    var there = RankComparison.Of(one.Before, one.After)!;
                    var back = RankComparison.Of(one.After, one.Before)!;
                    return Math.Abs(there.Ratio * back.Ratio - 1) < 1e-9
                        && (there.Low is 0 || Math.Abs(there.Low * back.High - 1) < 1e-9);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Another_unit_changes_nothing() =>
        Prop.ForAll(
                Any,
                one =>
                {
                    var ours = RankComparison.Of(one.Before, one.After)!;
                    // A power of two keeps every digit, so ties stay ties.
                    var theirs = RankComparison.Of(Scaled(one.Before), Scaled(one.After))!;
                    return Math.Abs(ours.Ratio / theirs.Ratio - 1) < 1e-9
                        && ours.Greater.Equals(theirs.Greater);
                }
            )
            .QuickCheckThrowOnFailure();

    private static double[] Scaled(double[] values) => [.. values.Select(value => value * 1_024)];
}
