using System.Globalization;

namespace TshActions.Core.Gates.Rules;

/// <summary>The bake so far in numbers.</summary>
/// <param name="Expected">Ticks that should have been by now.</param>
/// <param name="Measured">Ticks in which every probe of the new slot was measured.</param>
/// <param name="Bad">Ticks in which the new slot failed and the old one did not.</param>
/// <param name="Shared">Ticks in which both failed.</param>
/// <param name="Requests">Answers that count for the error rate: probes, and real clients where the access log is read.</param>
/// <param name="Errors">Wrong ones among them.</param>
/// <param name="Slowest">The probe that slowed down most against the baseline; null without one.</param>
public sealed record Figures(
    int Expected,
    int Measured,
    int Bad,
    int Shared,
    long Requests,
    long Errors,
    Slowdown? Slowest
)
{
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Measured} of {Expected} ticks measured, {Bad} bad{(Shared > 0 ? $", {Shared} of both slots" : "")}, {Errors} errors in {Requests} answers{(Slowest is null ? "" : $", slowest: {Slowest}")}"
        );
}

/// <param name="Ratio">Of the medians, new to baseline.</param>
public sealed record Slowdown(string Probe, double Ratio)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Probe} {Ratio:0.00}×");
}
