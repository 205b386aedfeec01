using System.Runtime.InteropServices;

namespace TshActions.Core.Calibration;

/// <summary>
/// Numbers by chance that are the same for a seed on every machine and in every version, which System.Random does not
/// promise: SplitMix64 of G. L. Steele, D. Lea and C. H. Flood (2014).
/// </summary>
/// <param name="stream">Draws of the same seed and another stream have nothing to do with each other.</param>
public sealed class Draws(ulong seed, ulong stream = 0)
{
    private ulong _state = Mix(Mix(seed) + stream);

    /// <summary>At least 0 and below 1.</summary>
    public double Unit()
    {
        _state += 0x9E3779B97F4A7C15;
        return (Mix(_state) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Two standard normal numbers of two draws (G. E. P. Box and M. E. Muller, 1958).</summary>
    public NormalPair Normals()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - Unit()));
        var (sin, cos) = Math.SinCos(2 * Math.PI * Unit());
        return new NormalPair(radius * cos, radius * sin);
    }

    /// <summary>A Poisson count of a single draw, so that another mean leaves all later draws alone.</summary>
    /// <param name="mean">Up to some hundreds.</param>
    public int Count(double mean)
    {
        var left = Unit();
        var mass = Math.Exp(-mean);
        var count = 0;
        while (left >= mass && mass > 0)
        {
            left -= mass;
            count++;
            mass *= mean / count;
        }

        return count;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    [StructLayout(LayoutKind.Auto)]
    public readonly record struct NormalPair(double One, double Other);
}
