namespace TshActions.Manifest;

/// <summary>What a gate that works will not do, though one might think so.</summary>
internal static class GateNotes
{
    /// <summary>Of a manifest without problems.</summary>
    public static IEnumerable<Problem> Of(Checked root)
    {
        var gate = root["gate"];
        return
        [
            .. NeverActs(gate["post-switch"]),
            .. PromotesUnseen(gate["post-switch"]),
            .. SlowTicks(gate),
            .. ShortBakes(root),
            .. TargetOutOfReach(root),
        ];
    }

    private static IEnumerable<Problem> NeverActs(Checked after)
    {
        var rules = after
            .Keys.Keys.Select(name => GateReader.Rule(after, name))
            .OfType<Checked>()
            .Concat(GateReader.Gauges(after));
        if (rules.All(rule => rule.Find("then")?.Text is not "rollback"))
            yield return after.Problem(
                "no rule rolls back, so the gate can never take a release back by itself",
                "Write `then: rollback` where it should."
            );
    }

    private static IEnumerable<Problem> PromotesUnseen(Checked after)
    {
        if (after["on-inconclusive"] is { Text: "promote" } word)
            yield return word.Problem(
                "a release stays even when nothing of it could be measured",
                "Write `hold` to be asked."
            );
    }

    private static IEnumerable<Problem> SlowTicks(Checked gate)
    {
        if (gate["timeout"].Duration > gate["interval"].Duration)
            yield return gate["timeout"]
                .Problem(
                    $"an answer may take {gate["timeout"].Text}, and a tick is due every {gate["interval"].Text}: while a slot hangs there are fewer ticks, and what counts them takes longer",
                    "Make `timeout` no longer than `interval`."
                );
    }

    private static IEnumerable<Problem> ShortBakes(Checked root)
    {
        var after = root["gate"]["post-switch"];
        foreach (var (environment, bake, time) in BakeRules.Bakes(root))
        {
            if (environment is null)
                continue;
            if (
                GateReader.Rule(after, "failing-for")?["longer-than"] is { } longer
                && time <= longer.Duration
            )
                yield return bake.Problem(
                    $"nothing can fail for longer than {longer.Text} in a bake of {bake.Text}, so `failing-for` says nothing in {environment}",
                    "Bake longer, if it should."
                );
            if (GateReader.Rule(after, "p95")?["min-samples"] is { } samples)
                foreach (var (category, answers) in BakeRules.Answers(root, time))
                    if (answers < samples.Number)
                        yield return bake.Problem(
                            $"`{category}` probes give {answers} answers in {bake.Text}, and `p95` wants {samples.Number}: in {environment} it says nothing without real traffic",
                            "Bake longer, if it should."
                        );
        }
    }

    /// <summary>No error in n answers shows a share below p with 95 % confidence from n = ln 0.05 / ln(1 - p) on.</summary>
    private static IEnumerable<Problem> TargetOutOfReach(Checked root)
    {
        var after = root["gate"]["post-switch"];
        if (GateReader.Rule(after, "error-rate")?["target"] is not { } target)
            yield break;
        var needed = (long)Math.Ceiling(Math.Log(0.05) / Math.Log(1 - target.Percent));
        var answers = BakeRules
            .Answers(root, after["bake"].Duration + after["initial-delay"].Duration)
            .Where(category => category.Category is not "health")
            .Sum(category => category.Answers);
        if (answers < needed)
            yield return target.Problem(
                $"{needed} answers without an error would show less than {target.Text}, and the probes of a bake give {answers}: without real traffic it will be told as not shown",
                "Nothing needs to be done; it never fails a release."
            );
    }
}
