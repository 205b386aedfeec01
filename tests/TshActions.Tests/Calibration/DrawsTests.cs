using TshActions.Core.Calibration;

namespace TshActions.Tests.Calibration;

public class DrawsTests
{
    private const int Many = 20_000;

    [Fact]
    public void A_seed_gives_the_same_numbers_for_ever()
    {
        var draws = new Draws(42);

        Approved.Check(
            string.Concat(
                Enumerable.Range(0, 8).Select(_ => $"{draws.Unit():R} {draws.Count(3)}\n")
            )
        );
    }

    [Fact]
    public void Other_seeds_and_streams_give_other_numbers()
    {
        var first = Units(new Draws(1));

        first.ShouldBe(Units(new Draws(1)));
        first.Intersect(Units(new Draws(2))).ShouldBeEmpty();
        first.Intersect(Units(new Draws(1, stream: 1))).ShouldBeEmpty();
    }

    [Fact]
    public void Units_are_even_normals_normal_and_counts_have_their_mean()
    {
        var draws = new Draws(7);
        double[] normals =
        [
            .. Enumerable
                .Range(0, Many)
                .Select(_ => draws.Normals())
                .SelectMany(pair => new[] { pair.One, pair.Other }),
        ];

        Units(draws).Average().ShouldBe(0.5, 0.01);
        Units(draws).ShouldAllBe(unit => unit >= 0 && unit < 1);
        normals.Average().ShouldBe(0, 0.02);
        normals.Average(normal => normal * normal).ShouldBe(1, 0.03);
        (normals.Count(normal => normal > 2) / (2.0 * Many)).ShouldBe(0.0228, 0.003);
        Enumerable.Range(0, Many).Average(_ => draws.Count(3)).ShouldBe(3, 0.05);
        Enumerable.Range(0, Many).Average(_ => draws.Count(0.05)).ShouldBe(0.05, 0.01);
        draws.Count(0).ShouldBe(0);
    }

    private static List<double> Units(Draws draws) =>
        [.. Enumerable.Range(0, Many).Select(_ => draws.Unit())];
}
