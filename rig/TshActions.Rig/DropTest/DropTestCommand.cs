namespace TshActions.Rig.DropTest;

/// <summary>Measures every row that was asked for, holds each against its promise, and writes the table.</summary>
public static class DropTestCommand
{
    /// <returns>0 when every promise held and every control was seen, 1 when not, 2 for wrong options.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        TextWriter output,
        CancellationToken cancel
    )
    {
        if (arguments.Contains("--help"))
        {
            await output.WriteLineAsync(DropOptions.Usage);
            return 0;
        }

        var (options, wrong) = DropOptions.Parse(arguments);
        if (options is null)
        {
            await output.WriteLineAsync($"drop-test: {wrong}\n\n{DropOptions.Usage}");
            return 2;
        }

        void Say(string text) => output.WriteLine($"… {text}");
        List<JudgedRow> rows = [];
        foreach (var runtime in options.Runtimes)
        {
            foreach (var name in options.Switches)
            {
                var variant = new DropVariant(runtime, name);
                await using var stage = await DropStage.BuildAsync(variant, Say, cancel);
                rows.AddRange(await RowsAsync(stage, variant, options, Say, cancel));
            }
        }

        var controls = options.Controls ? await DropControls.RunAsync(Say, cancel) : [];
        var table = DropTable.Rows(rows);
        if (options.Controls)
        {
            table += $"\n{DropTable.Controls(controls)}";
        }

        await output.WriteLineAsync($"\n{table}");
        if (options.Markdown is { } file)
        {
            await File.WriteAllTextAsync(file, table, cancel);
        }

        var held = rows.All(row => row.Shortfalls.Count is 0) && controls.All(seen => seen.Tripped);
        await output.WriteLineAsync(held ? "✓ every promise held" : "✗ not every promise held");
        return held ? 0 : 1;
    }

    private static async Task<List<JudgedRow>> RowsAsync(
        DropStage stage,
        DropVariant variant,
        DropOptions options,
        Action<string> say,
        CancellationToken cancel
    )
    {
        List<JudgedRow> rows = [];
        var traffic = await variant.TrafficAsync(stage, cancel);
        foreach (var roundTrip in options.RoundTrips)
        {
            say(
                $"{variant}, {roundTrip.TotalMilliseconds:0} ms: {options.Moves} switches under {options.Requests:N0} requests"
            );
            var run = new DropRun(
                stage,
                traffic,
                variant.SwitchFolder,
                roundTrip,
                options.Moves,
                options.Requests
            );
            var result = await run.RunAsync(cancel);
            var shortfalls = DropJudge.Judge(
                variant.Promise,
                result,
                options.Moves,
                options.Requests
            );
            say(
                $"  {result.Seen.Requests:N0} requests in {result.Seen.Duration.TotalSeconds:0} s, {result.Seen.Failed:N0} failed"
            );
            rows.Add(
                new JudgedRow(variant.Runtime, variant.Switch, stage.Nginx, result, shortfalls)
            );
        }

        return rows;
    }
}
