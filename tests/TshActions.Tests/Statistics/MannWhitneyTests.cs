using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Statistics;

namespace TshActions.Tests.Statistics;

public class MannWhitneyTests
{
    // Hollander and Wolfe (1973), table of the permeability of membranes; R's own example of wilcox.test.
    private static readonly double[] Term =
    [
        0.80,
        0.83,
        1.89,
        1.04,
        1.45,
        1.38,
        1.91,
        1.64,
        0.73,
        1.46,
    ];

    private static readonly double[] Early = [1.15, 0.88, 0.90, 0.74, 1.21];

    private static readonly Arbitrary<(double[] Before, double[] After)> Few = (
        from count in Gen.Choose(1, 5)
        from other in Gen.Choose(1, 5)
        from order in Gen.Shuffle(Enumerable.Range(0, 10).Select(value => (double)value))
        select (order[..count], order[count..(count + other)])
    ).ToArbitrary();

    [Fact]
    public void An_example_of_the_textbook_comes_out_the_same()
    {
        var test = new MannWhitney(Early, Term);

        test.U.ShouldBe(35);
        test.Exact.ShouldBeTrue();
        test.Greater.ShouldBe(0.1272, 0.00005);
        test.TwoSided.ShouldBe(0.2544, 0.00005);
    }

    [Fact]
    public void Small_samples_are_judged_by_every_way_to_order_them() =>
        Prop.ForAll(
                Few,
                one =>
                {
                    var (before, after) = one;
                    var test = new MannWhitney(before, after);
                    double[] all = [.. before, .. after];
                    var us = Choices(all.Length, after.Length)
                        .Select(chosen => Pairs(all, chosen))
                        .ToList();
                    return Math.Abs(test.Greater - Share(us, u => u >= test.U)) < 1e-12
                        && Math.Abs(test.Less - Share(us, u => u <= test.U)) < 1e-12;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_normal_approximation_is_near_the_exact_chance()
    {
        double[] before = [.. Enumerable.Range(0, 20).Select(i => i * 2.0)];
        for (var shift = -15; shift <= 15; shift++)
        {
            double[] after = [.. Enumerable.Range(0, 20).Select(i => i * 2.0 + 2 * shift + 1)];

            var exact = new MannWhitney(before, after);
            // A tie of its own makes it leave the exact way and hardly changes anything else.
            var approximate = new MannWhitney([.. before, -90, -90], [.. after, -80, -80]);

            exact.Exact.ShouldBeTrue();
            approximate.Exact.ShouldBeFalse();
            approximate.Greater.ShouldBe(exact.Greater, 0.05);
        }
    }

    [Fact]
    public void Ties_count_half_and_all_alike_say_nothing()
    {
        var test = new MannWhitney([7, 7, 7], [7, 7]);

        test.U.ShouldBe(3);
        test.Exact.ShouldBeFalse();
        test.TwoSided.ShouldBe(1);
    }

    [Fact]
    public void A_side_without_samples_is_refused() =>
        Should.Throw<ArgumentException>(() => new MannWhitney([], [1]));

    private static double Share(List<double> us, Func<double, bool> counts) =>
        (double)us.Count(counts) / us.Count;

    private static double Pairs(double[] all, int chosen)
    {
        double u = 0;
        for (var i = 0; i < all.Length; i++)
        for (var j = 0; j < all.Length; j++)
            if ((chosen >> i & 1) is 1 && (chosen >> j & 1) is 0 && all[i] > all[j])
                u++;
        return u;
    }

    private static IEnumerable<int> Choices(int all, int chosen) =>
        Enumerable
            .Range(0, 1 << all)
            .Where(set => System.Numerics.BitOperations.PopCount((uint)set) == chosen);
}
