using System.Collections.Concurrent;
using TshActions.Rig.Docker;

namespace TshActions.Rig.KillMatrix;

/// <summary>Plays the cells that were asked for, tells each as it ends, and writes the table.</summary>
public static class KillMatrixCommand
{
    /// <returns>0 when every cell held, 1 when not, 2 for wrong options.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        TextWriter output,
        CancellationToken cancel
    )
    {
        if (arguments.Contains("--help"))
        {
            await output.WriteLineAsync(KillOptions.Usage);
            return 0;
        }

        var (options, wrong) = KillOptions.Parse(arguments);
        if (options is null)
        {
            await output.WriteLineAsync($"kill-matrix: {wrong}\n\n{KillOptions.Usage}");
            return 2;
        }

        await Vps.RemoveStaleAsync(cancel);
        await output.WriteLineAsync(
            $"… {options.Cells.Count} of {Cell.All.Count} cells, seed {options.Seed}"
        );
        var results = await PlayAsync(options, output, cancel);
        var table = KillTable.Text(results, options.Seed);
        await output.WriteLineAsync($"\n{table}");
        if (options.Markdown is { } file)
            await File.WriteAllTextAsync(file, table, cancel);
        var held = results.All(result => result.Held);
        await output.WriteLineAsync(held ? "✓ every cell held" : "✗ not every cell held");
        return held ? 0 : 1;
    }

    private static async Task<IReadOnlyList<CellResult>> PlayAsync(
        KillOptions options,
        TextWriter output,
        CancellationToken cancel
    )
    {
        // Cells that need another host last: one host after the other, not to and fro.
        var waiting = new ConcurrentQueue<Cell>(
            options
                .Cells.OrderBy(cell => cell.InContainers)
                .ThenBy(cell => cell.Fault.NeedsSmallDisk)
        );
        var results = new ConcurrentQueue<CellResult>();
        var say = TextWriter.Synchronized(output);
        await Task.WhenAll(
            Enumerable
                .Range(0, Math.Min(options.Lanes, options.Cells.Count))
                .Select(_ => LaneAsync())
        );
        return [.. results];

        async Task LaneAsync()
        {
            await using var lane = new Lane();
            while (waiting.TryDequeue(out var cell))
            {
                var result = await lane.PlayAsync(cell, timed: true, cancel);
                results.Enqueue(result);
                if (options.Logs is { } folder)
                    await File.WriteAllTextAsync(
                        Path.Combine(
                            Directory.CreateDirectory(folder).FullName,
                            $"{cell.Name.Replace('/', '-')}.log"
                        ),
                        $"{result.Text}\n\n{result.Log}",
                        cancel
                    );
                await say.WriteLineAsync(
                    result.Held ? result.Text : $"{result.Text}\n{Quoted(result.Log)}"
                );
            }
        }
    }

    private static string Quoted(string log) =>
        "    │ " + log.TrimEnd().ReplaceLineEndings("\n    │ ");
}
