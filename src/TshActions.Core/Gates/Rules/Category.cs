namespace TshActions.Core.Gates.Rules;

/// <summary>A class of response times, in milliseconds.</summary>
public sealed record Category(double Target, double Warning, double Critical)
{
    /// <summary>The class whose probes say whether the slot lives; they do not count as errors.</summary>
    public const string Health = "health";
}
