namespace TshActions.Core.Gates.Rules;

/// <summary>The last N ticks, of which M must be bad. What was not measured takes its place and is not bad.</summary>
internal sealed class Window(Limit limit)
{
    private readonly Queue<bool> _last = new(limit.Of + 1);

    public int Bad { get; private set; }

    public int Count => _last.Count;

    /// <summary>Whether the limit is reached with this tick, which must be a bad one itself.</summary>
    public bool Add(bool bad)
    {
        _last.Enqueue(bad);
        if (bad)
            Bad++;
        if (_last.Count > limit.Of && _last.Dequeue())
            Bad--;
        return bad && Bad >= limit.Failures;
    }

    public override string ToString() => $"{Bad} of the last {Count} ticks (limit {limit})";
}
