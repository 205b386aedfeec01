namespace TshActions.Rig.Load;

/// <summary>One request that was not answered as it should be.</summary>
/// <param name="At">When it ended, since the start of the run.</param>
/// <param name="Clock">When it ended, to be found in the logs of nginx and the app.</param>
/// <param name="Took">From asking to the end.</param>
/// <param name="RequestOnConnection">1 is the first of its connection; 0 means that there was none.</param>
public sealed record LoadFailure(
    TimeSpan At,
    DateTimeOffset Clock,
    TimeSpan Took,
    string Method,
    string Path,
    Outcome Outcome,
    string Detail,
    int RequestOnConnection
);
