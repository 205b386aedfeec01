namespace TshActions.Rig.Load.Delay;

/// <summary>The highest value seen, by whoever saw it.</summary>
internal sealed class HighWater
{
    private readonly Lock _writing = new();
    private long _most;

    public long Most => Interlocked.Read(ref _most);

    public void Saw(long value)
    {
        if (value <= Most)
        {
            return;
        }

        lock (_writing)
        {
            _most = Math.Max(_most, value);
        }
    }
}
