using System.Globalization;

namespace TshActions.Rig.KillMatrix;

/// <summary>Which cells to play.</summary>
/// <param name="Lanes">Hosts side by side; each has cells of its own.</param>
public sealed record KillOptions(
    IReadOnlyList<Cell> Cells,
    int Seed,
    int Lanes,
    string? Markdown,
    string? Logs
)
{
    public const string Usage = """
        kill-matrix [--full | --sample N] [--seed N] [--runtime NAME,…] [--verb NAME,…] [--fault NAME,…] [--step TEXT,…]
                    [--lanes N] [--markdown FILE] [--logs FOLDER]

          --full       every cell of those that are left by the other options (hours); with docker also the steps that
                       no sample is drawn from: those that are the same for both runtimes
          --sample     so many of them, drawn by the seed; default 12
          --seed       default 1
          --runtime    systemd, docker; default both
          --verb       deploy-slot, health-gate, rollback, or one play of them, such as "rollback named"
          --fault      such as sigkill,"network cut"; "none" for runs without a fault
          --step       begins of step titles, such as Switch
          --lanes      hosts side by side; default 1
          --markdown   writes the table to a file too
          --logs       writes what the runs of each cell said to a file there
        """;

    /// <returns>The options, or what is wrong with them.</returns>
    public static (KillOptions? Options, string? Wrong) Parse(IReadOnlyList<string> arguments)
    {
        var cells = arguments.Contains("--full") ? Cell.All : Cell.Usual;
        var (full, sample, seed, lanes) = (false, 12, 1, 1);
        string? markdown = null;
        string? logs = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            if (name is "--full")
            {
                full = true;
                continue;
            }

            if (i + 1 == arguments.Count)
                return (null, $"`{name}` is no option, or lacks its value");
            var value = arguments[++i];
            var words = value.Split(',');
            switch (name)
            {
                case "--sample" when Count(value) is { } count:
                    sample = count;
                    break;
                case "--seed"
                    when int.TryParse(value, CultureInfo.InvariantCulture, out var number):
                    seed = number;
                    break;
                case "--lanes" when Count(value) is { } count and <= 8:
                    lanes = count;
                    break;
                case "--markdown":
                    markdown = value;
                    break;
                case "--logs":
                    logs = value;
                    break;
                case "--runtime":
                    cells = [.. cells.Where(cell => words.Contains(cell.Runtime))];
                    break;
                case "--verb":
                    cells =
                    [
                        .. cells.Where(cell =>
                            words.Contains(cell.Play.Verb) || words.Contains(cell.Play.Name)
                        ),
                    ];
                    break;
                case "--fault":
                    cells =
                    [
                        .. cells.Where(cell =>
                            words.Contains(cell.Fault.Name)
                            || (cell.Fault == Fault.None && words.Contains("none"))
                        ),
                    ];
                    break;
                case "--step":
                    cells = [.. cells.Where(cell => words.Contains(cell.Step))];
                    break;
                default:
                    return (null, $"`{name} {value}` is not understood");
            }

            if (cells.Count is 0)
                return (null, $"`{name} {value}` leaves no cell");
        }

        return (
            new(full ? cells : Cell.Sample(cells, seed, sample), seed, lanes, markdown, logs),
            null
        );
    }

    private static int? Count(string value) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var count)
        && count is > 0 and <= 10_000
            ? count
            : null;
}
