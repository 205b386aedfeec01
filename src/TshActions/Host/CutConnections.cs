namespace TshActions.Host;

/// <summary>Connections that were open to a slot when it was stopped: what ran on them ended early, if it could not end in time.</summary>
public readonly record struct CutConnections(int Count)
{
    /// <param name="said">What the host helper printed.</param>
    public static CutConnections Read(ILookup<string, string> said) =>
        new(int.TryParse(said["cut"].FirstOrDefault(), out var count) ? count : 0);

    /// <summary>To follow other words; empty when there were none.</summary>
    public override string ToString() =>
        Count is 0
            ? ""
            : $"; stopped with {Count} connection{(Count is 1 ? "" : "s")} to it still open";
}
