using TshActions.Core.Gates.Rules;
using TshActions.Core.Ticks;

namespace TshActions.Core.Reports;

/// <summary>A bake's ticks in their places, one for each interval, with what each of them says. Holes are gaps.</summary>
internal sealed class BakeSeries
{
    // A recording with a stray time in it is shown tick by tick, not as a desert.
    private const int MostHoles = 2_000;

    private readonly IReadOnlyList<TickView> _ticks;
    private readonly RecordingHead _head;

    public BakeSeries(Recording recording, Ruling? ruling)
    {
        _head = recording.Head;
        Interval =
            recording.Interval is { } known && known > TimeSpan.Zero
                ? known
                : TimeSpan.FromSeconds(10);
        _ticks =
        [
            .. Placed(recording.Ticks, ruling?.Figures.Expected ?? 0)
                .Select((tick, index) => new TickView(index + 1, tick, _head.Release)),
        ];
        Probes = Names(_head.Asked?.Probes.Keys, tick => tick.Probes.Keys);
        Edge = Names(_head.Asked?.Edge, tick => tick.Edge.Keys);
        Gauges = Names(_head.Asked?.Gauges, tick => tick.Gauges.Keys);
        Decided =
            ruling is { IsFinal: true, Tick: > 0 } && ruling.Tick <= _ticks.Count
                ? ruling.Tick - 1
                : null;
    }

    public int Count => _ticks.Count;

    public TimeSpan Interval { get; }

    public IReadOnlyList<string> Probes { get; }

    /// <summary>Probes through the site.</summary>
    public IReadOnlyList<string> Edge { get; }

    public IReadOnlyList<string> Gauges { get; }

    /// <summary>The tick that decided, counted from 0; null where none did.</summary>
    public int? Decided { get; }

    public Tick this[int tick] => _ticks[tick].Tick;

    public TickSign Sign(int tick) =>
        _ticks[tick].Worst(_ticks[tick].Tick.Probes.Keys) switch
        {
            Answer.Good => TickSign.Clean,
            Answer.Bad => TickSign.Failed,
            Answer.Shared => TickSign.Shared,
            _ => TickSign.Missing,
        };

    public Sample? Sample(int tick, string probe) => _ticks[tick].Sample(probe);

    public Sample? AtEdge(int tick, string probe) =>
        _ticks[tick].AtEdge(probe) is Answer.Missing or Answer.Stranger
            ? null
            : _ticks[tick].Tick.Edge[probe];

    public ProbeFigures Figures(string probe) =>
        ProbeFigures.Of(
            probe,
            _head.Baseline?.GetValueOrDefault(probe),
            _ticks.Select(tick => (tick[probe], tick.Sample(probe)))
        );

    public ProbeFigures FiguresAtEdge(string probe) =>
        ProbeFigures.Of(
            probe,
            null,
            _ticks.Select((tick, index) => (tick.AtEdge(probe), AtEdge(index, probe)))
        );

    private IReadOnlyList<string> Names(
        IEnumerable<string>? asked,
        Func<Tick, IEnumerable<string>> seen
    ) =>
        [
            .. _ticks
                .SelectMany(tick => seen(tick.Tick))
                .Concat(asked ?? [])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private IEnumerable<Tick> Placed(IReadOnlyList<Tick> ticks, int expected)
    {
        var bake = ticks.Where(tick => tick.At >= TimeSpan.Zero).OrderBy(tick => tick.At).ToList();
        var places = bake.Count is 0 ? 0 : Math.Round(bake[^1].At / Interval) + 1;
        if (places > bake.Count + MostHoles)
            return bake;
        var placed = new Tick?[
            (int)Math.Max(places, Math.Clamp(expected, 0, bake.Count + MostHoles))
        ];
        foreach (var tick in bake)
            placed[(int)Math.Round(tick.At / Interval)] ??= tick;
        return placed.Select((tick, place) => tick ?? new Tick(place * Interval, Gap: true));
    }
}

/// <summary>One tick at a glance.</summary>
internal enum TickSign
{
    Clean,
    Failed,

    /// <summary>Both slots failed.</summary>
    Shared,

    /// <summary>Nothing was measured.</summary>
    Missing,
}
