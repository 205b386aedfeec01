using TshActions.GateBench;
using TshActions.GateBench.Corpus;
using TshActions.GateBench.Judges;
using TshActions.GateBench.Scores;

if (args is ["--help"])
{
    await Console.Out.WriteLineAsync(BenchOptions.Usage);
    return 0;
}

var (options, wrong) = BenchOptions.Parse(args);
if (options is null)
{
    await Console.Error.WriteLineAsync($"{wrong}\n\n{BenchOptions.Usage}");
    return 2;
}

var judges = AllJudges.Compared;
var development = Bench.Run(Traces.All, judges, 0, options.Seeds, _ => Jitter.None);
var holdOut = options.HoldOut is { } first
    ? Bench.Run(Traces.All, judges, first, options.Seeds, Jitter.Of)
    : null;
var aa = AaTest.All.Select(test => (Test: test, Tallies: test.Run(judges, options.Aa))).ToList();
await Console.Out.WriteLineAsync(Table.Of(judges, development, holdOut, aa));

if (AllJudges.Ours is null)
{
    await Console.Out.WriteLineAsync(
        "The product's judge is not plugged in: nothing was promised."
    );
    return 0;
}

// Ours is the last column.
List<string> missed =
[
    .. Limits.PassedBy("development", development[^1]),
    .. holdOut is null ? [] : Limits.PassedBy("hold-out", holdOut[^1]),
    .. aa.SelectMany(one => Limits.PassedBy(one.Test, one.Tallies[^1])),
];
foreach (var limit in missed)
    await Console.Out.WriteLineAsync($"✗ {limit}");
if (missed.Count is 0)
    await Console.Out.WriteLineAsync("✓ every limit is kept");
return missed.Count is 0 ? 0 : 1;
