using TshActions.Core.Reports;

namespace TshActions.GitHub.Api;

public enum Failing
{
    /// <summary>401: no token, or one that is not valid any more.</summary>
    Token,

    /// <summary>403 and no limit: the token may not do this.</summary>
    Permission,

    /// <summary>404, 410: not there, or hidden from this token.</summary>
    NotFound,

    /// <summary>409: what is there contradicts it.</summary>
    Conflict,

    /// <summary>422 and every other 4xx: GitHub understood and refuses.</summary>
    Refused,

    /// <summary>403 or 429 with a limit: the wait it asks for is longer than ours may be.</summary>
    Limit,

    /// <summary>5xx, or an answer that breaks off or is no JSON. What was asked for may have happened.</summary>
    Broken,

    /// <summary>No answer at all. What was asked for may have happened.</summary>
    Unreachable,
}

/// <summary>GitHub did not do what it was asked for.</summary>
public sealed class ApiFailure(Failing why, string message, string advice, string foreign = "")
    : ActionException(ExitCode.Inconclusive, message, advice, foreign)
{
    public Failing Why { get; } = why;

    public override string Speaker => "GitHub";

    /// <summary>Whether the same question may be answered a moment later.</summary>
    public bool MayPass => Why is Failing.Broken or Failing.Unreachable;
}
