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
