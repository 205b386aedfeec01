using System.Collections.Immutable;
using System.Globalization;
using TshActions.Core.Checks;

namespace TshActions.Host;

/// <summary>Reads what `tsh-host facts` and `tsh-host log` printed. What they did not print was not measured.</summary>
public static class FactsReading
{
    private const string Nothing = "-";

    public static SlotFacts Read(string output)
    {
        var said = HostLines.Read(output);
        return new SlotFacts(
            [
                .. said["unit"].Select(Unit).OfType<ProcessFacts>(),
                .. said["container"].Select(Container).OfType<ProcessFacts>(),
                .. said["absent"].Select(line => new ProcessFacts.Absent(line.Split(' ')[0])),
            ],
            Why(said["unseen"]),
            Disk(said, "path"),
            Disk(said, "root"),
            new[]
            {
                ("cpu", Number(said["cpu"])),
                ("memory", Number(said["memory"])),
                ("connections", Number(said["connections"])),
            }
                .Where(gauge => gauge.Item2 is not null)
                .ToImmutableSortedDictionary(
                    gauge => gauge.Item1,
                    gauge => gauge.Item2!.Value,
                    StringComparer.Ordinal
                )
        );
    }

    public static IReadOnlyList<LogFacts> ReadLogs(string output)
    {
        var said = HostLines.Read(output);
        var lines = Of("lines");
        return
        [
            .. said["unseen"]
                .Select(line => line.Split(' ', 2))
                .Select(words => new LogFacts.Unseen(words[0], words.ElementAtOrDefault(1) ?? "")),
            .. lines.Select(log => new LogFacts.Seen(
                log.Key,
                log.Value,
                Of("errors").GetValueOrDefault(log.Key),
                Of("kinds").GetValueOrDefault(log.Key),
                Of("excused").GetValueOrDefault(log.Key),
                [
                    .. said["sample"]
                        .Where(line => line.StartsWith(log.Key + " "))
                        .Select(line => line[(log.Key.Length + 1)..]),
                ]
            )),
        ];

        Dictionary<string, int> Of(string key) =>
            said[key]
                .Select(line => line.Split(' '))
                .Where(words => words.Length is 2 && Count(words[1]) is not null)
                .DistinctBy(words => words[0])
                .ToDictionary(words => words[0], words => Count(words[1])!.Value);
    }

    // PROCESS LOAD ACTIVE SUB RESULT RESTARTS INVOCATION PID SINCE…
    private static ProcessFacts.Unit? Unit(string line) =>
        line.Split(' ')
            is [
                var process,
                var load,
                var active,
                var sub,
                var result,
                var restarts,
                var invocation,
                ..,
            ]
            ? new(process, load, active, sub, Word(result), Count(restarts), Word(invocation))
            : null;

    // PROCESS RUNNING RESTARTING HEALTH OUT_OF_MEMORY RESTARTS STARTED PID
    private static ProcessFacts.Container? Container(string line) =>
        line.Split(' ')
            is [
                var process,
                var runs,
                var again,
                var health,
                var memory,
                var restarts,
                var started,
                ..,
            ]
            ? new(
                process,
                runs is "true",
                again is "true",
                health,
                memory is "true",
                Count(restarts),
                Word(started)
            )
            : null;

    private static DiskFacts Disk(ILookup<string, string> said, string of)
    {
        var (used, inodes) = (After(said["disk"], of), After(said["inodes"], of));
        return used is "missing"
            ? DiskFacts.Missing
            : new(true, Percent(used), Percent(inodes), inodes is "unlimited");
    }

    private static string? After(IEnumerable<string> lines, string word) =>
        lines.FirstOrDefault(line => line.StartsWith(word + " "))?[(word.Length + 1)..];

    private static string? Why(IEnumerable<string> lines) => After(lines, Nothing);

    private static string? Word(string word) => word is Nothing or "" ? null : word;

    private static int? Count(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;

    private static double? Number(IEnumerable<string> lines) => Percent(lines.FirstOrDefault());

    private static double? Percent(string? word) =>
        double.TryParse(
            word,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var percent
        )
            ? percent
            : null;
}
