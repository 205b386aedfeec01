using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Statistics;

namespace TshActions.Tests.Statistics;

public class ErrorBoundsTests
{
    private const double Alpha = 0.05;

    private static readonly Arbitrary<(int K, int N, double Alpha)> Any = (
        from n in Gen.Choose(1, 2_000)
        from k in Gen.Choose(0, n)
        from alpha in Gen.Choose(1, 400)
        select (k, n, alpha / 1_000.0)
    ).ToArbitrary();

    [Theory]
    [InlineData(5, 2, 3, 4)]
    [InlineData(10, 3, 4, 5)]
    [InlineData(20, 4, 5, 6)]
    [InlineData(50, 6, 8, 9)]
    [InlineData(100, 10, 12, 14)]
    [InlineData(540, 37, 40, 45)]
    public void The_fewest_errors_that_show_more_than_5_percent(
        int requests,
        int at5Percent,
        int at1Percent,
        int atAThousandth
    )
    {
        FewestErrors(requests, 0.05).ShouldBe(at5Percent);
        FewestErrors(requests, 0.01).ShouldBe(at1Percent);
        FewestErrors(requests, 0.001).ShouldBe(atAThousandth);
    }

    [Theory]
    [InlineData(0, 0.001, 2_995)]
    [InlineData(1, 0.001, 4_742)]
    [InlineData(2, 0.001, 6_294)]
    // The same question of a p95: at most 5 % of all answers are slower than the limit.
    [InlineData(0, 0.05, 59)]
    [InlineData(1, 0.05, 93)]
    [InlineData(2, 0.05, 124)]
    [InlineData(4, 0.05, 181)]
    public void The_fewest_requests_that_show_less(int errors, double share, int requests)
    {
        ErrorBounds.Upper(errors, requests, Alpha).ShouldBeLessThan(share);
        ErrorBounds.Upper(errors, requests - 1, Alpha).ShouldBeGreaterThanOrEqualTo(share);
    }

    [Theory]
    [InlineData(90, 0.0327)]
    [InlineData(180, 0.0165)]
    [InlineData(540, 0.0055)]
    [InlineData(1_080, 0.0028)]
    public void Without_an_error_the_share_may_still_be(int requests, double share) =>
        ErrorBounds.Upper(0, requests, Alpha).ShouldBe(share, 0.00005);

    [Theory]
    [InlineData(4, 20)]
    [InlineData(7, 60)]
    [InlineData(9, 90)]
    [InlineData(15, 180)]
    public void The_fewest_slow_answers_that_show_a_p95_above_its_limit(int slow, int answers)
    {
        ErrorBounds.Lower(slow, answers, Alpha).ShouldBeGreaterThan(0.05);
        ErrorBounds.Lower(slow - 1, answers, Alpha).ShouldBeLessThanOrEqualTo(0.05);
    }

    [Fact]
    public void One_error_shows_a_thousandth_in_50_requests_and_not_in_90()
    {
        ErrorBounds.Lower(1, 50, Alpha).ShouldBe(0.00103, 0.000005);
        ErrorBounds.Lower(1, 90, Alpha).ShouldBe(0.00057, 0.000005);
    }

    [Fact]
    public void Nothing_asked_shows_nothing()
    {
        ErrorBounds.Lower(0, 0, Alpha).ShouldBe(0);
        ErrorBounds.Upper(0, 0, Alpha).ShouldBe(1);
    }

    [Fact]
    public void The_bounds_are_where_the_tails_are_alpha() =>
        Prop.ForAll(
                Any,
                one =>
                    (
                        one.K is 0
                        || Math.Abs(
                            Binomial.AtLeast(
                                one.K,
                                one.N,
                                ErrorBounds.Lower(one.K, one.N, one.Alpha)
                            ) - one.Alpha
                        ) < 1e-9
                    )
                    && (
                        one.K == one.N
                        || Math.Abs(
                            Binomial.AtMost(
                                one.K,
                                one.N,
                                ErrorBounds.Upper(one.K, one.N, one.Alpha)
                            ) - one.Alpha
                        ) < 1e-9
                    )
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void What_was_seen_lies_between_the_bounds_and_more_errors_move_both_up() =>
        Prop.ForAll(
                Any,
                one =>
                {
                    var (k, n, alpha) = one;
                    var seen = (double)k / n;
                    return ErrorBounds.Lower(k, n, alpha) <= seen
                        && seen <= ErrorBounds.Upper(k, n, alpha)
                        && (
                            k == n
                            || (
                                ErrorBounds.Lower(k, n, alpha) < ErrorBounds.Lower(k + 1, n, alpha)
                                && ErrorBounds.Upper(k, n, alpha)
                                    < ErrorBounds.Upper(k + 1, n, alpha)
                            )
                        );
                }
            )
            .QuickCheckThrowOnFailure();

    private static int FewestErrors(int requests, double alpha) =>
        Enumerable
            .Range(0, requests)
            .First(errors => ErrorBounds.Lower(errors, requests, alpha) > 0.05);
}
