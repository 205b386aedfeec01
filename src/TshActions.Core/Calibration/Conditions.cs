using System.Runtime.InteropServices;

namespace TshActions.Core.Calibration;

/// <summary>What a tick's measurements are drawn from. A <see cref="Trouble"/> changes it; draws stay the same.</summary>
/// <param name="New">What becomes of an endpoint's answers on the new slot.</param>
/// <param name="Old">The same on the old slot, the control.</param>
/// <param name="Gauge">The level of a gauge, in percent.</param>
/// <param name="Release">What the new slot says it is.</param>
public sealed record Conditions(
    Func<Endpoint, Fate> New,
    Func<Endpoint, Fate> Old,
    Func<string, double> Gauge,
    string Release
)
{
    /// <summary>Whether nobody is there to measure.</summary>
    public bool Gap { get; init; }

    /// <summary>How often the new slot's processes were started anew so far.</summary>
    public int Restarts { get; init; }

    /// <summary>Error records in the new slot's log, on average.</summary>
    public double LogErrors { get; init; }

    /// <summary>Error records on top of those, exactly.</summary>
    public int LogBurst { get; init; }

    public double OldLogErrors { get; init; }

    /// <summary>Those of a tick in which nothing is wrong.</summary>
    public static Conditions Of(ServiceModel service)
    {
        var usual = new Fate(service.Failing, FailureKind.ErrorStatus, Slowdown: 1);
        return new Conditions(_ => usual, _ => usual, name => service.Gauges[name], service.Release)
        {
            LogErrors = service.LogErrors,
            OldLogErrors = service.LogErrors,
        };
    }
}

/// <summary>What becomes of one endpoint's answers.</summary>
/// <param name="Failing">Share of answers that fail, 0 to 1.</param>
/// <param name="How">What a failing one looks like.</param>
/// <param name="Slowdown">Factor on the latencies.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Fate(double Failing, FailureKind How, double Slowdown);

/// <summary>What a failed probe looks like.</summary>
public enum FailureKind
{
    /// <summary>Status 500, after the time an answer takes.</summary>
    ErrorStatus,

    /// <summary>Nobody listens: the connection is refused at once.</summary>
    Refused,

    /// <summary>Nothing comes until the timeout.</summary>
    Silent,
}
