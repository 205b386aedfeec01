using System.Numerics;

namespace TshActions.Rig.Load;

/// <summary>Latencies in buckets of 3 %: a percentile of millions of answers in 4 kB, and adding up is exact.</summary>
internal sealed class LatencyBuckets
{
    private const int PerDoubling = 32;
    private const int Most = 960;

    private readonly int[] _counts = new int[Most];
    private long _maxTicks;

    public TimeSpan Max => TimeSpan.FromTicks(_maxTicks);

    public void Record(TimeSpan latency)
    {
        _counts[Bucket((long)latency.TotalMicroseconds)]++;
        _maxTicks = Math.Max(_maxTicks, latency.Ticks);
    }

    public void Add(LatencyBuckets other)
    {
        for (var i = 0; i < Most; i++)
        {
            _counts[i] += other._counts[i];
        }

        _maxTicks = Math.Max(_maxTicks, other._maxTicks);
    }

    /// <summary>The latency that this share of the answers did not exceed; zero when there were none.</summary>
    public TimeSpan Percentile(double share)
    {
        var rank = (long)Math.Ceiling(_counts.Sum(count => (long)count) * share);
        long seen = 0;
        for (var i = 0; i < Most; i++)
        {
            seen += _counts[i];
            if (seen >= rank && seen > 0)
            {
                var upper = TimeSpan.FromMicroseconds(Upper(i));
                return upper < Max ? upper : Max;
            }
        }

        return TimeSpan.Zero;
    }

    private static int Bucket(long microseconds)
    {
        var value = Math.Clamp(microseconds, 0, uint.MaxValue);
        var doublings = Math.Max(0, BitOperations.Log2((ulong)value) - 5);
        return (doublings * PerDoubling) + (int)(value >> doublings);
    }

    private static double Upper(int bucket)
    {
        var doublings = Math.Max(0, (bucket / PerDoubling) - 1);
        var value = bucket - (doublings * PerDoubling);
        return ((value + 1L) << doublings) - 1;
    }
}
