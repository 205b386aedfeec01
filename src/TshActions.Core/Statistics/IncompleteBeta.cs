namespace TshActions.Core.Statistics;

/// <summary>
/// The regularized incomplete beta function I(x; a, b): the share below x of a beta distribution, and with it every tail of
/// a binomial one (DLMF 8.17.5). By its continued fraction (DLMF 8.17.22), summed the way of W. J. Lentz (1976).
/// </summary>
public static class IncompleteBeta
{
    private const double Tiny = 1e-300;
    private const double Precision = 1e-16;
    private const int MostTerms = 10_000;
    private const int MostSteps = 200;

    /// <param name="a">Above 0.</param>
    /// <param name="b">Above 0.</param>
    public static double Share(double x, double a, double b) =>
        x <= 0 ? 0
        : x >= 1 ? 1
        // The fraction converges quickly on this side of the mean only.
        : x > (a + 1) / (a + b + 2) ? 1 - Fraction(1 - x, b, a)
        : Fraction(x, a, b);

    /// <summary>The x below which this share lies: Newton's steps, halving where one would leave what is known.</summary>
    public static double Inverse(double share, double a, double b)
    {
        if (share <= 0)
            return 0;
        if (share >= 1)
            return 1;

        double low = 0;
        double high = 1;
        var x = a / (a + b);
        for (var step = 0; step < MostSteps; step++)
        {
            var error = Share(x, a, b) - share;
            if (error > 0)
                high = x;
            else
                low = x;

            // Every third step halves: Newton's alone can creep along a flat tail.
            var next = x - error / Density(x, a, b);
            if (step % 3 is 2 || !(next > low && next < high))
                next = (low + high) / 2;
            if (Math.Abs(next - x) <= Precision * x)
                break;
            x = next;
        }

        return x;
    }

    private static double Density(double x, double a, double b) =>
        Math.Exp((a - 1) * Math.Log(x) + (b - 1) * Math.Log(1 - x) - LogBeta(a, b));

    private static double Fraction(double x, double a, double b)
    {
        var front = Math.Exp(a * Math.Log(x) + b * Math.Log(1 - x) - LogBeta(a, b)) / a;
        double c = 1;
        var d = 1 / NotZero(1 - (a + b) * x / (a + 1));
        var sum = d;
        for (var m = 1; m <= MostTerms; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / NotZero(1 + even * d);
            c = NotZero(1 + even / c);
            sum *= d * c;

            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / NotZero(1 + odd * d);
            c = NotZero(1 + odd / c);
            sum *= d * c;

            if (Math.Abs(d * c - 1) < Precision)
                break;
        }

        return Math.Clamp(front * sum, 0, 1);
    }

    private static double LogBeta(double a, double b) =>
        GammaFunction.Log(a) + GammaFunction.Log(b) - GammaFunction.Log(a + b);

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
