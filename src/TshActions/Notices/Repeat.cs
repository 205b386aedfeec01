namespace TshActions.Notices;

/// <summary>Whether a letter is sent again, and when.</summary>
internal static class Repeat
{
    /// <summary>Twice again: more does not fit into the time all services have together.</summary>
    public const int Most = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <param name="times">How often it was sent again before.</param>
    /// <param name="left">Of the time that may pass.</param>
    /// <returns>Null: not again.</returns>
    public static TimeSpan? Wait(Letter letter, PostReply reply, int times, TimeSpan left)
    {
        var pause = Pause * (1 << times);
        var wait = reply switch
        {
            PostReply.NotReached => pause,
            // Turned away before anything was done.
            PostReply.Came { Status: 429 or 503 } came
                when (letter.AsksToWait(came) ?? came.RetryAfter) is { } asked && asked > pause =>
                asked,
            PostReply.Came { Status: 429 or 503 } => pause,
            PostReply.Came { Status: 408 or >= 500 } or PostReply.Lost when letter.Harmless =>
                pause,
            _ => (TimeSpan?)null,
        };
        // Told to wait longer than there is time, nothing is gained by asking sooner.
        return times < Most && wait < left ? wait : null;
    }
}
