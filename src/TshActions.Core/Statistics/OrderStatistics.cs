namespace TshActions.Core.Statistics;

/// <summary>What the order of samples says about the median they come from, whatever their distribution.</summary>
public static class OrderStatistics
{
    /// <summary>The middle of the samples; null without any.</summary>
    public static double? Median(IReadOnlyCollection<double> samples) =>
        samples.Count is 0 ? null : Middle([.. samples.Order()]);

    /// <summary>
    /// The true median is at most this sample, with at least the given confidence (one-sided); of 30 samples and at 95 % the
    /// 20th smallest. Null: too few samples to say so (5 are needed at 95 %).
    /// </summary>
    public static double? UpperMedianLimit(IReadOnlyCollection<double> samples, double confidence)
    {
        var rank = UpperMedianRank(samples.Count, confidence);
        return rank < samples.Count ? samples.Order().ElementAt(rank) : null;
    }

    /// <summary>Its place in order, counted from 0: as many samples lie below the median with at most this confidence.</summary>
    public static int UpperMedianRank(int samples, double confidence)
    {
        var rank = 0;
        while (rank < samples && Binomial.AtMost(rank, samples, 0.5) < confidence)
            rank++;
        return rank;
    }

    internal static double Middle(IReadOnlyList<double> ordered) =>
        (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;
}
