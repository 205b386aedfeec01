using TshActions.Core.Reports;

namespace TshActions.Host;

/// <summary>Somebody else may change things on the host now; this run must not touch it any more.</summary>
public sealed class LeaseLost(string host, string said)
    : ActionException(
        ExitCode.Host,
        $"this run lost its lease on {host}: {said.Replace("tsh-host: ", "")}",
        "the host resolves by itself what this run left; `tsh status` says what is live. Run again when the other run is done"
    )
{
    public string Host => host;

    /// <summary>The helper's exit code for it.</summary>
    public const int HelperCode = 7;
}

/// <summary>Another run is at work on the host.</summary>
public sealed class LeaseHeld(string host, string owner, string run, TimeSpan left)
    : ActionException(
        ExitCode.Host,
        $"{host} is being changed by another run: {run} of {owner}, heard of within the last minute",
        $"wait for it, or cancel it: if it stays silent for {left.TotalSeconds:0} s, the host ends its work and the lease is free"
    );
