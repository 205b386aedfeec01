using TshActions.Core.Reports;

namespace TshActions;

/// <summary>
/// Something that should have worked and did not, at the border to the outside. Thrown by adapters, caught in one
/// place; the message says what, the advice what to do. Anything else that is thrown is a bug.
/// </summary>
public class ActionException(ExitCode code, string message, string advice, string foreign = "")
    : Exception(message)
{
    public ExitCode Code { get; } = code;

    public string Advice { get; } = advice;

    /// <summary>What a foreign program said, to be shown fenced; empty when it said nothing.</summary>
    public string Foreign { get; } = foreign;

    /// <summary>Who said it.</summary>
    public virtual string Speaker => "the host";
}

/// <summary>Inputs or manifest are wrong; no host was touched.</summary>
public sealed class BadInput(string message, string advice)
    : ActionException(ExitCode.BadInput, message, advice);

/// <summary>No connection, or none any more.</summary>
public class HostUnreachable(string message, string advice, string foreign = "")
    : ActionException(ExitCode.Host, message, advice, foreign);

/// <summary>A command on the host ended badly.</summary>
public sealed class RemoteCommandFailed(string message, string advice, string foreign)
    : ActionException(ExitCode.Host, message, advice, foreign);

/// <summary>Traffic moved between the plan and its begin: the host opened no entry.</summary>
public sealed class TrafficMoved(string message)
    : ActionException(
        ExitCode.Host,
        message,
        "somebody else works on this host; wait for them, then run again"
    );

/// <summary>The host is no longer in the state the plan was made for; nothing was changed.</summary>
public sealed class StateChanged(string message)
    : ActionException(
        ExitCode.Host,
        message,
        "somebody else works on this host; wait for them, then run again"
    );
