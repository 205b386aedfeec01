using System.Globalization;

namespace TshActions.Rig.DropTest;

/// <summary>What a run of the drop test shall measure.</summary>
/// <param name="RoundTrips">Distances between clients and host; each is a row of its own.</param>
/// <param name="Requests">At least, for each row.</param>
public sealed record DropOptions(
    IReadOnlyList<string> Runtimes,
    IReadOnlyList<string> Switches,
    IReadOnlyList<TimeSpan> RoundTrips,
    int Moves,
    int Requests,
    bool Controls,
    string? Markdown
)
{
    public const string Usage = """
        drop-test [--quick] [--controls] [--runtime NAME,…] [--switch NAME,…] [--rtt MS,…] [--switches N] [--requests N]
                  [--markdown FILE]

          --quick      3 switches and 3,000 requests a row: shows that everything works, proves little
          --controls   then also moves traffic in ways that must fail; one that goes unnoticed fails the run
          --runtime    systemd, docker; default both
          --switch     file, reload; default both. Also reload-by-hand, with which reload may be compared
          --rtt        round trip in milliseconds; default 0,20
          --switches   default 20
          --requests   at least this many in each row; default 50000
          --markdown   writes the table to a file too
        """;

    public static DropOptions Default { get; } =
        new(
            ["systemd", "docker"],
            ["file", "reload"],
            [TimeSpan.Zero, TimeSpan.FromMilliseconds(20)],
            Moves: 20,
            Requests: 50_000,
            Controls: false,
            Markdown: null
        );

    /// <returns>The options, or what is wrong with them.</returns>
    public static (DropOptions? Options, string? Wrong) Parse(IReadOnlyList<string> arguments)
    {
        var options = Default;
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            switch (name)
            {
                case "--quick":
                    options = options with { Moves = 3, Requests = 3_000 };
                    continue;
                case "--controls":
                    options = options with { Controls = true };
                    continue;
            }

            if (i + 1 == arguments.Count)
            {
                return (null, $"`{name}` is no option, or lacks its value");
            }

            if (With(options, name, arguments[++i]) is not { } next)
            {
                return (null, $"`{name} {arguments[i]}` is not understood");
            }

            options = next;
        }

        return (options, null);
    }

    private static DropOptions? With(DropOptions options, string name, string value) =>
        name switch
        {
            "--runtime" when Known(value, DropVariant.Runtimes) is { } runtimes => options with
            {
                Runtimes = runtimes,
            },
            "--switch" when Known(value, DropVariant.Switches) is { } switches => options with
            {
                Switches = switches,
            },
            "--rtt" when Milliseconds(value) is { } trips => options with { RoundTrips = trips },
            "--switches" when Count(value) is { } moves => options with { Moves = moves },
            "--requests" when Count(value) is { } requests => options with { Requests = requests },
            "--markdown" => options with { Markdown = value },
            _ => null,
        };

    private static string[]? Known(string value, IEnumerable<string> known) =>
        value.Split(',') is var names && names.All(known.Contains) ? names : null;

    private static TimeSpan[]? Milliseconds(string value) =>
        value.Split(',') is var parts && parts.All(part => ushort.TryParse(part, out _))
            ?
            [
                .. parts.Select(part =>
                    TimeSpan.FromMilliseconds(ushort.Parse(part, CultureInfo.InvariantCulture))
                ),
            ]
            : null;

    private static int? Count(string value) =>
        int.TryParse(value, out var count) && count is > 0 and <= 1_000_000 ? count : null;
}
