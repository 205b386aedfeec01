using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Statistics;

namespace TshActions.Tests.Statistics;

public class IncompleteBetaTests
{
    private static readonly Arbitrary<(double X, double A, double B)> Any = From(1);

    // Below 1 a shape is infinitely steep at its end, and no double lies near enough to it.
    private static readonly Arbitrary<(double X, double A, double B)> AsOfCounts = From(4);

    private static Arbitrary<(double X, double A, double B)> From(int quarters) =>
        (
            from x in Gen.Choose(1, 9_999)
            from a in Gen.Choose(quarters, 4_000)
            from b in Gen.Choose(quarters, 4_000)
            select (x / 10_000.0, a / 4.0, b / 4.0)
        ).ToArbitrary();

    [Fact]
    public void Simple_shapes_are_what_they_are_on_paper()
    {
        IncompleteBeta.Share(0.3, 1, 1).ShouldBe(0.3, 1e-14);
        IncompleteBeta.Share(0.3, 3, 1).ShouldBe(0.027, 1e-14);
        IncompleteBeta.Share(0.3, 1, 3).ShouldBe(1 - 0.343, 1e-14);
        IncompleteBeta.Share(0.5, 7.5, 7.5).ShouldBe(0.5, 1e-14);
        // The arcsine law.
        IncompleteBeta
            .Share(0.2, 0.5, 0.5)
            .ShouldBe(2 / Math.PI * Math.Asin(Math.Sqrt(0.2)), 1e-13);
        IncompleteBeta.Share(0, 2, 3).ShouldBe(0);
        IncompleteBeta.Share(1, 2, 3).ShouldBe(1);
    }

    [Fact]
    public void Both_sides_together_are_all() =>
        Prop.ForAll(
                Any,
                one =>
                    Math.Abs(
                        IncompleteBeta.Share(one.X, one.A, one.B)
                            + IncompleteBeta.Share(1 - one.X, one.B, one.A)
                            - 1
                    ) < 1e-10
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_inverse_leads_back() =>
        Prop.ForAll(
                AsOfCounts,
                one =>
                    Math.Abs(
                        IncompleteBeta.Share(
                            IncompleteBeta.Inverse(one.X, one.A, one.B),
                            one.A,
                            one.B
                        ) - one.X
                    ) < 1e-10
            )
            .QuickCheckThrowOnFailure();
}
