namespace TshActions.Core.Gates;

/// <summary>Where a probe starts from.</summary>
public enum Vantage
{
    /// <summary>On the host, to the slot's own loopback port.</summary>
    Slot,

    /// <summary>Through the site, as a client would.</summary>
    Site,
}

/// <summary>One question to one endpoint.</summary>
public sealed record Probe(string Name, string Path, int Status, Vantage From);

/// <summary>How one measurement ended (Argo Rollouts' phases).</summary>
public enum Measurement
{
    Successful,

    /// <summary>The endpoint was asked and its answer, or its silence, is wrong.</summary>
    Failed,

    /// <summary>Nothing was measured: our own way to the endpoint broke, or another release answered.</summary>
    Error,
}

/// <param name="Latency">From sending the request to the end of the answer's headers.</param>
public sealed record ProbeResult(
    string Probe,
    Measurement Measurement,
    string Detail,
    TimeSpan Latency
);

/// <summary>All probes asked once, at one moment after the gate began. Counts once, however many probes failed in it.</summary>
public sealed record Tick(int Number, TimeSpan At, IReadOnlyList<ProbeResult> Results)
{
    /// <summary>A tick without a single measurement is an error, never a success.</summary>
    public Measurement Measurement =>
        Results.Any(result => result.Measurement is Measurement.Failed) ? Measurement.Failed
        : Results.Count is 0 || Results.Any(result => result.Measurement is Measurement.Error)
            ? Measurement.Error
        : Measurement.Successful;

    /// <summary>What was wrong, in one line; empty for a clean tick.</summary>
    public string Trouble =>
        Results.Count is 0
            ? "no probe was asked"
            : string.Join(
                "; ",
                Results
                    .Where(result => result.Measurement is not Measurement.Successful)
                    .Select(result => $"{result.Probe}: {result.Detail}")
            );
}
