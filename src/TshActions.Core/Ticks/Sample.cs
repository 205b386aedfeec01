namespace TshActions.Core.Ticks;

/// <summary>One answer to one probe, or the lack of one.</summary>
/// <param name="Ok">Whether the endpoint answered what was expected of it.</param>
/// <param name="Milliseconds">
/// From the request's last byte sent to the answer's first byte read (blackbox_exporter's `processing`); for a silence,
/// how long it was waited for.
/// </param>
/// <param name="Status">Of the answer; null when none came.</param>
/// <param name="Version">The release that says it answered; null where the answer carries none.</param>
/// <param name="Why">What was wrong, in words of our own; null for a good answer.</param>
public sealed record Sample(
    bool Ok,
    double Milliseconds,
    int? Status = null,
    string? Version = null,
    string? Why = null
);
