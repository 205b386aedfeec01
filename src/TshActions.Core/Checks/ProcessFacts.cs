namespace TshActions.Core.Checks;

/// <summary>What the host says of one process of a slot: the web process is `web`, others bear their own name.</summary>
public abstract record ProcessFacts(string Process)
{
    public const string Web = "web";

    /// <summary>A unit, in systemd's own words; null: systemd did not tell.</summary>
    /// <param name="Restarts">By systemd itself, since somebody started it (`NRestarts`).</param>
    /// <param name="Invocation">Names this start.</param>
    public sealed record Unit(
        string Process,
        string Load,
        string Active,
        string Sub,
        string? Result,
        int? Restarts,
        string? Invocation
    ) : ProcessFacts(Process);

    /// <summary>A container, in docker's own words.</summary>
    /// <param name="Health">`none` where the image has no HEALTHCHECK.</param>
    /// <param name="Restarts">By docker itself, since somebody started it.</param>
    /// <param name="Started">Names this start.</param>
    public sealed record Container(
        string Process,
        bool Running,
        bool Restarting,
        string Health,
        bool OutOfMemory,
        int? Restarts,
        string? Started
    ) : ProcessFacts(Process);

    /// <summary>There is no such container.</summary>
    public sealed record Absent(string Process) : ProcessFacts(Process);
}
