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
List<Block> blocks =
[
    new("development", Bench.Run(Traces.All, judges, 0, options.Seeds, _ => Jitter.None)),
];
if (options.Jitter)
    blocks.Add(new("with jitter", Bench.Run(Traces.All, judges, 0, options.Seeds, Jitter.Of)));
if (options.HoldOut is { } first)
    blocks.Add(
        new(
            $"hold-out from {first}",
            Bench.Run(Traces.All, judges, first, options.Seeds, Jitter.Of)
        )
    );
var aa = AaTest.All.Select(test => (Test: test, Tallies: test.Run(judges, options.Aa))).ToList();
await Console.Out.WriteLineAsync(Table.Of(judges, blocks, aa));

// Ours is the last column.
List<string> missed =
[
    .. blocks.SelectMany(block => Limits.PassedBy(block.Name, block.Tallies[^1])),
    .. aa.SelectMany(one => Limits.PassedBy(one.Test, one.Tallies[^1])),
];
foreach (var limit in missed)
    await Console.Out.WriteLineAsync($"✗ {limit}");
if (missed.Count is 0)
    await Console.Out.WriteLineAsync("✓ every limit is kept");
return missed.Count is 0 ? 0 : 1;
