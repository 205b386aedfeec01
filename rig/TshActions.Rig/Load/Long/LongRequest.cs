namespace TshActions.Rig.Load.Long;

/// <summary>The requests that outlive a switch.</summary>
public enum LongKind
{
    /// <summary>One answer that takes its time.</summary>
    Slow,

    /// <summary>Server-sent events in chunks.</summary>
    Stream,

    Websocket,
}

/// <summary>How a long request ended.</summary>
public abstract record LongEnd
{
    /// <summary>To its own end. <paramref name="Parts"/> counts events or messages; 1 for a single answer.</summary>
    public sealed record Whole(int Parts) : LongEnd;

    /// <summary>Before that; <paramref name="How"/> says where and by what.</summary>
    public sealed record Cut(string How) : LongEnd;
}

/// <summary>One long request.</summary>
/// <param name="Release">Who answered; null when nobody said so.</param>
public sealed record LongRequest(
    LongKind Kind,
    DateTimeOffset Begun,
    DateTimeOffset Ended,
    string? Release,
    LongEnd End
)
{
    public bool WasCut => End is LongEnd.Cut;

    public bool WasInFlightAt(DateTimeOffset moment) => Begun <= moment && moment <= Ended;

    public override string ToString() =>
        End switch
        {
            LongEnd.Cut(var how) =>
                $"{Kind} of {Release ?? "nobody"}, cut at {Ended:HH:mm:ss.fff} after {(Ended - Begun).TotalSeconds:0.0} s: {how}",
            _ => $"{Kind} of {Release}, whole after {(Ended - Begun).TotalSeconds:0.0} s",
        };
}
