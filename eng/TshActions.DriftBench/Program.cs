using TshActions.DriftBench;
using TshActions.DriftBench.Corpus;
using TshActions.DriftBench.Times;
using TshActions.Rig;
using TshActions.Rig.Docker;

var times = args is ["times", .. var rest] ? TimesOptions.Parse(rest) : null;
var options = args is ["times", ..] ? null : BenchOptions.Parse(args);
if (times is null && options is null)
{
    await Console.Out.WriteLineAsync(
        args is ["times", ..] ? TimesOptions.Usage : BenchOptions.Usage
    );
    return args.Contains("--help") ? 0 : 2;
}

using var stop = new StopSignal();

try
{
    if (times is not null)
    {
        await TimesRun.RunAsync(times, Console.Out, stop.Token);
        return 0;
    }

    var pairs = Pair.All(options!.Corpus)
        .Where(pair => pair.Name.Contains(options.Only, StringComparison.Ordinal))
        .Where((_, place) => place % options.Every is 0)
        .ToList();
    var fixes = options.Fixes ? new FixRun(Console.Out) : null;
    var scores = await CorpusRun.RunAsync(
        pairs,
        options.Peers ? Peer.All(options.Modules) : [],
        fixes,
        options.Verbose,
        options.OtherServer,
        Console.Out,
        stop.Token
    );
    await Console.Out.WriteLineAsync($"{pairs.Count} pairs\n{Score.Table(scores)}");
    if (fixes is not null)
        await Console.Out.WriteLineAsync(fixes.Text);
    await Console.Out.WriteLineAsync(
        scores[0].Wrong is 0 && pairs.Count > 0
            ? "✓ every pair is judged rightly"
            : "✗ not every pair is judged rightly"
    );
    return scores[0].Wrong is 0 && pairs.Count > 0 ? 0 : 1;
}
catch (RigException error)
{
    await Console.Out.WriteLineAsync($"✗ {error.Message}");
    return 4;
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    await Console.Out.WriteLineAsync("✗ cancelled; the servers are gone");
    return 130;
}
