namespace TshActions.Rig.Load;

/// <summary>How one request ended, as the client saw it. Everything but <see cref="Ok"/> is a failure.</summary>
public enum Outcome
{
    /// <summary>A whole answer with a status of 2xx or 3xx.</summary>
    Ok,

    /// <summary>A whole answer with a status of 4xx.</summary>
    ClientError4xx,

    /// <summary>A whole answer with a status of 5xx, or bytes that are no HTTP at all.</summary>
    ServerError5xx,

    /// <summary>No connection: nobody listens, or no way leads there.</summary>
    Refused,

    /// <summary>The first request of a connection was lost: closed before or in the middle of its answer.</summary>
    ResetOnFresh,

    /// <summary>A later request of a kept-alive connection was lost: closed before or in the middle of its answer.</summary>
    ResetOnReused,

    /// <summary>No whole answer within the plan's request timeout.</summary>
    TimedOut,
}
