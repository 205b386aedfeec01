using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Statistics;

namespace TshActions.Tests.Statistics;

public class BinomialTests
{
    private static readonly Arbitrary<(int K, int N, double Share)> Any = (
        from n in Gen.Choose(1, 300)
        from k in Gen.Choose(-1, n + 1)
        from share in Gen.Choose(0, 1_000)
        select (k, n, share / 1_000.0)
    ).ToArbitrary();

    [Fact]
    public void The_tails_are_the_sums_of_their_masses() =>
        Prop.ForAll(
                Any,
                one =>
                    Near(
                        Binomial.AtMost(one.K, one.N, one.Share),
                        Sum(Enumerable.Range(0, Math.Max(0, one.K + 1)), one)
                    )
                    && Near(
                        Binomial.AtLeast(one.K, one.N, one.Share),
                        Sum(Enumerable.Range(one.K, Math.Max(0, one.N - one.K + 1)), one)
                    )
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    // Two errors of five would have been enough for Wilson's bound at 0.1 %.
    [InlineData(2, 5, 0.05, 0.0226)]
    // A p95 read off 20 samples is over the limit this often when the true share of slow ones is 2 % and 4 %.
    [InlineData(2, 20, 0.02, 0.060)]
    [InlineData(2, 20, 0.04, 0.190)]
    public void Chances_the_gate_was_designed_with(int k, int n, double share, double chance) =>
        Binomial.AtLeast(k, n, share).ShouldBe(chance, 0.0005);

    private static double Sum(IEnumerable<int> ks, (int K, int N, double Share) one) =>
        ks.Sum(k => Math.Exp(Binomial.LogMass(k, one.N, one.Share)));

    private static bool Near(double one, double other) => Math.Abs(one - other) < 1e-9;
}
