namespace TshActions.GateBench.Scores;

internal static class Percent
{
    /// <summary>With as many digits as tell it from 0 and from all.</summary>
    public static string Of(double share) =>
        share is 0 ? "0"
        : share >= 0.995 || share is >= 0.0995 and < 0.99 ? $"{share * 100:0.#} %"
        : $"{share * 100:0.##} %";
}
