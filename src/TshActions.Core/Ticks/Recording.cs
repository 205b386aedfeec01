using System.Text.Json;

namespace TshActions.Core.Ticks;

/// <summary>A bake as it was measured: JSON lines, a head and the ticks. Whoever has it can judge it again.</summary>
public sealed record Recording(RecordingHead Head, IReadOnlyList<Tick> Ticks)
{
    public string Write() =>
        string.Concat(
            Ticks.Select(TickLine.Write).Prepend(Head.Write()).Select(line => line + "\n")
        );

    /// <summary>Reads a whole recording; a bad line is told with its number, all of them at once.</summary>
    /// <returns>The recording, or what is wrong with it.</returns>
    public static (Recording? Recording, IReadOnlyList<string> Problems) Read(
        IEnumerable<string> lines
    )
    {
        List<Tick> ticks = [];
        List<string> problems = [];
        RecordingHead? head = null;
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                if (TickLine.Read(line) is { } tick)
                    ticks.Add(tick);
                else if (head is null && ticks.Count is 0)
                    head = RecordingHead.Read(line);
                else
                    problems.Add($"line {number}: no `t`, so it is no tick");
            }
            catch (Exception error) when (IsOfTheLine(error))
            {
                problems.Add($"line {number}: {error.Message}");
            }
        }

        if (ticks.All(tick => tick.At < TimeSpan.Zero) && problems.Count is 0)
            problems.Add("there is no tick in it");
        return problems.Count is 0
            ? (new Recording(WithBaseline(head ?? new RecordingHead(), ticks), ticks), [])
            : (null, problems);
    }

    // JSON that is well-formed and cannot be read: half a surrogate pair, a name twice where it must be one.
    private static bool IsOfTheLine(Exception error) =>
        error is FormatException or JsonException or InvalidOperationException or ArgumentException;

    /// <summary>From tick to tick: what the head says, or the usual distance; null for a single tick.</summary>
    public TimeSpan? Interval
    {
        get
        {
            var at = Ticks
                .Select(tick => tick.At)
                .Where(at => at >= TimeSpan.Zero)
                .Order()
                .ToList();
            var steps = at.Skip(1).Zip(at, (next, before) => next - before).Order().ToList();
            return Head.Interval ?? (steps.Count is 0 ? null : steps[steps.Count / 2]);
        }
    }

    // Ticks before the bake are the old slot's.
    private static RecordingHead WithBaseline(RecordingHead head, List<Tick> ticks) =>
        head.Baseline is not null || ticks.All(tick => tick.At >= TimeSpan.Zero)
            ? head
            : head with
            {
                Baseline = Samples(ticks.Where(tick => tick.At < TimeSpan.Zero)),
            };

    /// <summary>The latencies of good answers, by probe.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<double>> Samples(
        IEnumerable<Tick> ticks
    ) =>
        ticks
            .SelectMany(tick => tick.Probes)
            .Where(answer => answer.Value.Ok)
            .GroupBy(answer => answer.Key)
            .ToDictionary(
                probe => probe.Key,
                probe =>
                    (IReadOnlyList<double>)[.. probe.Select(answer => answer.Value.Milliseconds)]
            );
}
