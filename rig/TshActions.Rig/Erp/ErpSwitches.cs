namespace TshActions.Rig.Erp;

/// <summary>The faults a release of the sample ERP is built with; rig/erp/README.md says what each does.</summary>
public sealed record ErpSwitches
{
    public static ErpSwitches None { get; } = new();

    public bool NeverHealthy { get; init; }

    /// <summary>After its start.</summary>
    public TimeSpan? SickAfter { get; init; }

    /// <summary>Name of the only database on which it sickens; null: on any.</summary>
    public string? SickOn { get; init; }

    /// <summary>Healthy for so long and sick for so long, by turns.</summary>
    public TimeSpan? Flap { get; init; }

    /// <summary>Added to every request.</summary>
    public TimeSpan? Slow { get; init; }

    /// <summary>The share of requests answered with 500, 0 to 1.</summary>
    public double ErrorRate { get; init; }

    public bool LeakyLog { get; init; }

    public bool IgnoreSigterm { get; init; }

    public bool CrashAtStart { get; init; }

    /// <summary>Beginnings of paths that this release has lost.</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];

    /// <summary>The lines of <c>switches.env</c>; empty when nothing is switched on.</summary>
    public string ToEnvironmentFile() => string.Concat(Lines().Select(line => $"{line}\n"));

    private IEnumerable<string> Lines()
    {
        if (NeverHealthy)
        {
            yield return "ERP_NEVER_HEALTHY=1";
        }

        if (SickAfter is { } sickAfter)
        {
            yield return $"ERP_SICK_AFTER={sickAfter.TotalSeconds}";
        }

        if (SickOn is { } database)
        {
            yield return $"ERP_SICK_ON={database}";
        }

        if (Flap is { } flap)
        {
            yield return $"ERP_FLAP={flap.TotalSeconds}";
        }

        if (Slow is { } slow)
        {
            yield return $"ERP_SLOW={slow.TotalMilliseconds}";
        }

        if (ErrorRate > 0)
        {
            yield return $"ERP_ERROR_RATE={ErrorRate}";
        }

        if (LeakyLog)
        {
            yield return "ERP_LEAKY_LOG=1";
        }

        if (IgnoreSigterm)
        {
            yield return "ERP_IGNORE_SIGTERM=1";
        }

        if (CrashAtStart)
        {
            yield return "ERP_CRASH_AT_START=1";
        }

        if (Drop.Count > 0)
        {
            yield return $"ERP_DROP={string.Join(',', Drop)}";
        }
    }
}
