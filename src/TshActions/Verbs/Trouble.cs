using TshActions.Host;

namespace TshActions.Verbs;

/// <summary>What went wrong on one host.</summary>
internal sealed record Trouble(string Host, ActionException Error)
{
    /// <summary>Whether the host may go on without hearing from this run: then its guard acts.</summary>
    public bool Unheard => Error is HostUnreachable or LeaseLost;

    public override string ToString() =>
        Error.Message.Contains(Host) ? Error.Message : $"{Host}: {Error.Message}";
}
