using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Reports;
using TshActions.Core.Ticks;

namespace TshActions.Verbs;

/// <summary>What the gate would have decided of a bake that was recorded. Nothing is connected to.</summary>
internal static class Replay
{
    public static Ending Tell(VerbRun run)
    {
        var file = run.Inputs["replay"];
        var recording = Read(run.InWorkspace(file), file);
        var head = recording.Head;
        var policy = PolicyFor(run.FindGate(head.Environment).Bake, recording);
        var bake = new BakeCase(
            run.Inputs["release"] is { Length: > 0 } release ? release : head.Release,
            new Baseline(head.Baseline ?? OfOldSlot(recording)),
            head.HasOldSlot ?? true
        );
        var ruling = PostSwitchJudge.Judge(
            policy,
            bake,
            recording.Ticks,
            Elapsed(policy, recording)
        );

        run.Story.Say(
            $"""
            Replay of {file}: {recording.Ticks.Count} ticks, every {policy.Interval.TotalSeconds:0.#} s, bake {policy.Bake.TotalSeconds:0} s, baseline {(
                head.Baseline is { Count: > 0 } known ? $"of {known.Count} probes" : "by the old slot's answers in the bake"
            )}
            """
        );
        run.Story.Show("Ruling", RulingText.Text(ruling, policy.Ticks));
        run.Story.Say(RulingText.Json(ruling));
        run.Output("verdict", RulingText.Word(ruling.Verdict));
        run.Output("changed", "false");
        return run.End(
            ruling.Verdict switch
            {
                Verdict.Pass or Verdict.Warn => ExitCode.Passed,
                Verdict.Fail => ExitCode.VerdictFail,
                _ => ExitCode.Inconclusive,
            },
            $"{RulingText.Word(ruling.Action)}: {ruling.Why}",
            "nothing; a replay changes nothing"
        );
    }

    private static Recording Read(string path, string file)
    {
        if (!File.Exists(path))
            throw new BadInput(
                $"there is no recording at {file}",
                "give the file that a run of health-gate left as `.tsh/health-gate*.ndjson`"
            );
        var (recording, problems) = Recording.Read(File.ReadLines(path));
        return recording
            ?? throw new BadInput(
                $"{file} is no recording: {string.Join("; ", problems.Take(10))}{(problems.Count > 10 ? $"; and {problems.Count - 10} more" : "")}",
                "each line must be a JSON object with `t` in seconds and `probes`; docs/health-gate.md shows one"
            );
    }

    /// <summary>The manifest's rules at the recording's pace, for what was measured then.</summary>
    private static BakePolicy PolicyFor(BakePolicy policy, Recording recording)
    {
        var asked = recording.Head.Asked ?? Seen(policy, recording);
        return policy with
        {
            Interval = recording.Interval ?? policy.Interval,
            Bake = recording.Head.Bake ?? policy.Bake,
            CategoryOf = asked.Probes.ToDictionary(
                probe => probe.Key,
                probe => policy.CategoryOf.GetValueOrDefault(probe.Key, probe.Value)
            ),
            Edge = asked.Edge,
            Checks = policy.Checks.Where(check => asked.Checks.Contains(check.Key)).ToDictionary(),
            Gauges = [.. policy.Gauges.Where(gauge => asked.Gauges.Contains(gauge.Name))],
        };
    }

    /// <summary>For a recording that does not say what was asked: whatever was ever answered.</summary>
    private static Asked Seen(BakePolicy policy, Recording recording) =>
        new(
            recording
                .Ticks.SelectMany(tick => tick.Probes.Keys)
                .Distinct()
                .ToDictionary(probe => probe, policy.Category),
            [.. recording.Ticks.SelectMany(tick => tick.Edge.Keys).Distinct()],
            [.. recording.Ticks.SelectMany(tick => tick.Checks.Keys).Distinct()],
            [.. recording.Ticks.SelectMany(tick => tick.Gauges.Keys).Distinct()]
        );

    private static IReadOnlyDictionary<string, IReadOnlyList<double>> OfOldSlot(
        Recording recording
    ) => Recording.Samples(recording.Ticks.Select(tick => tick with { Probes = tick.Control }));

    // A recording that ends early, because the gate decided or its runner died, is not a whole bake.
    private static TimeSpan Elapsed(BakePolicy policy, Recording recording)
    {
        var end = recording.Ticks.Max(tick => tick.At) + policy.Interval;
        return end < policy.Bake ? end : policy.Bake;
    }
}
