using System.Diagnostics;

namespace TshActions.Rig.Load;

/// <summary>
/// The counts of one client in one interval. Only that client writes, anyone may read at any moment without a lock:
/// a reader may miss the answer of this very microsecond, and never slows the load down.
/// </summary>
internal sealed class Tally(int methods)
{
    public static readonly int Outcomes = Enum.GetValues<Outcome>().Length;

    private readonly long[] _counts = new long[methods * Outcomes];
    private SeenRelease[] _releases = [];

    public LatencyBuckets Latency { get; } = new();

    public long Connects { get; private set; }

    public long FoundClosed { get; private set; }

    public IReadOnlyList<SeenRelease> Releases => Volatile.Read(ref _releases);

    public long Count(int method, Outcome outcome) => _counts[(method * Outcomes) + (int)outcome];

    public void Record(
        int method,
        in Exchange exchange,
        in ConnectionNotes notes,
        long asked,
        long ended
    )
    {
        Connects += notes.Connected ? 1 : 0;
        FoundClosed += notes.FoundClosed ? 1 : 0;
        if (exchange.WasAnswered)
        {
            Latency.Record(Stopwatch.GetElapsedTime(asked, ended));
        }

        if (exchange.Release is { } release)
        {
            See(release, asked, ended);
        }

        _counts[(method * Outcomes) + (int)exchange.Outcome]++;
    }

    private void See(string release, long asked, long ended)
    {
        foreach (var seen in _releases)
        {
            if (seen.Release == release)
            {
                seen.Again(asked, ended);
                return;
            }
        }

        // A new array each time, so that a reader never meets one half filled.
        Volatile.Write(ref _releases, [.. _releases, new SeenRelease(release, asked, ended)]);
    }

    internal sealed class SeenRelease(string release, long asked, long ended)
    {
        public string Release => release;

        public long Answers { get; private set; } = 1;

        public long First { get; } = ended;

        public long Last { get; private set; } = ended;

        public long LastAsked { get; private set; } = asked;

        public void Again(long asked, long ended)
        {
            Answers++;
            Last = ended;
            LastAsked = asked;
        }
    }
}
