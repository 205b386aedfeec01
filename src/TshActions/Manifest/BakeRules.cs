namespace TshActions.Manifest;

/// <summary>Rules of the bake that could never be broken, or always are.</summary>
internal static class BakeRules
{
    public static IEnumerable<Problem> Check(Checked root)
    {
        var after = root.Find("gate")?.Find("post-switch");
        if (after is null)
            return [];
        return
        [
            .. Windows(after).SelectMany(Impossible),
            .. BakesHoldWindows(root, after),
            .. ErrorShares(after),
            .. Ratio(after),
            .. FailingFor(after),
            .. EnoughSamples(root, after),
            .. GaugeNames(after),
        ];
    }

    /// <summary>Every time the gate watches for: its own, and those of environments.</summary>
    public static IEnumerable<(string? Environment, Checked Part, TimeSpan Time)> Bakes(
        Checked root
    ) =>
        from bake in EnvironmentRules
            .Environments(root)
            .Select(entry => (Environment: (string?)entry.Key, Part: entry.Value.Find("bake")))
            .Append((null, root.Find("gate")?.Find("post-switch")?.Find("bake")))
        let time = Scalars.DurationIn(bake.Part)
        where time is not null
        select (bake.Environment, bake.Part, time.Value);

    /// <summary>Answers that each category's probes give in a bake once times count.</summary>
    public static IEnumerable<(string Category, long Answers)> Answers(Checked root, TimeSpan bake)
    {
        var gate = root.Find("gate");
        if (
            gate is null
            || GateReader.Interval(gate) is not { } interval
            || Scalars.DurationIn(gate.Find("post-switch")?.Find("initial-delay")) is not { } delay
        )
            return [];
        var ticks = Math.Max(0, (long)((bake - delay) / interval));
        return gate.Find("probes") is { } probes
            ? probes
                .Items.GroupBy(probe => GateReader.Category(gate, probe))
                .Select(category => (category.Key, category.Count() * ticks))
            : [("health", ticks)];
    }

    private static IEnumerable<Window> Windows(Checked after) =>
        RuleShape
            .Windowed.Select(name => (Name: name, Rule: GateReader.Rule(after, name)))
            .Concat(
                GateReader
                    .Gauges(after)
                    .Select(gauge => (Name: gauge.Find("name")?.Text ?? "", Rule: (Checked?)gauge))
            )
            .Where(entry => entry.Rule is not null)
            .Select(entry => new Window(entry.Name, entry.Rule!));

    private static IEnumerable<Problem> Impossible(Window window)
    {
        if (window.Failures > window.Of)
            yield return window
                .Rule["failures"]
                .Problem(
                    $"{window.Failures} failures of {window.Of} ticks can never happen",
                    "`failures` must not be more than `of`."
                );
    }

    /// <summary>A bake must be able to fail each of its rules once, wherever in it the trouble begins.</summary>
    private static IEnumerable<Problem> BakesHoldWindows(Checked root, Checked after)
    {
        if (
            GateReader.Interval(root.Find("gate")) is not { } interval
            || Scalars.DurationIn(after.Find("initial-delay")) is not { } delay
        )
            yield break;
        var longest = Windows(after)
            .Where(window => window.Of is not null)
            .Select(window =>
                (
                    window.Name,
                    window.Of,
                    window.IsTimed,
                    Time: interval * window.Of!.Value + (window.IsTimed ? delay : default)
                )
            )
            .DefaultIfEmpty()
            .MaxBy(window => window.Time);
        foreach (var (_, part, time) in Bakes(root))
            if (time < longest.Time)
                yield return part.Problem(
                    $"a bake of {part.Text} is over before `{longest.Name}` has its {longest.Of} ticks, {interval.TotalSeconds:0.#}s apart{(longest.IsTimed && delay > TimeSpan.Zero ? $", after {delay.TotalSeconds:0.#}s of `initial-delay`" : "")}",
                    $"Bake at least {longest.Time.TotalSeconds:0.#}s, tick more often, or look at fewer ticks."
                );
    }

    private static IEnumerable<Problem> ErrorShares(Checked after)
    {
        if (GateReader.Rule(after, "error-rate") is not { } rule)
            yield break;
        foreach (var (less, more) in new[] { ("target", "critical"), ("tolerated", "critical") })
            if (
                rule.Find(less) is { } lower
                && rule.Find(more) is { } upper
                && Scalars.PercentIn(lower) >= Scalars.PercentIn(upper)
            )
                yield return (upper.IsWritten ? upper : lower).Problem(
                    $"`{less}` is {lower.Text} and `{more}` {upper.Text}, so a healthy release could not be told from a sick one",
                    $"Make `{less}` less than `{more}`."
                );
    }

    private static IEnumerable<Problem> Ratio(Checked after)
    {
        if (
            GateReader.Rule(after, "degradation")?.Find("ratio-above") is { } ratio
            && Scalars.Amount("").Accepts(ratio.Text)
            && ratio.Amount <= 1
        )
            yield return ratio.Problem(
                $"a release that is as quick as the one before would break a ratio of {ratio.Text}",
                "Write how many times as slow is too slow; 4 is 300 % slower."
            );
    }

    private static IEnumerable<Problem> FailingFor(Checked after)
    {
        if (
            GateReader.Rule(after, "failing-for") is not { } rule
            || rule.Find("longer-than") is not { } longer
            || Scalars.DurationIn(longer) is not { } time
        )
            yield break;
        if (rule.Find("within") is { } within && time >= Scalars.DurationIn(within))
            yield return longer.Problem(
                $"nothing can fail for longer than {longer.Text} within {within.Text}",
                "Make `longer-than` less than `within`."
            );
        if (after.Find("bake") is { } bake && time >= Scalars.DurationIn(bake))
            yield return longer.Problem(
                $"nothing can fail for longer than {longer.Text} in a bake of {bake.Text}",
                "Bake longer, shorten it, or write `failing-for: { then: off }`."
            );
    }

    private static IEnumerable<Problem> EnoughSamples(Checked root, Checked after)
    {
        if (
            GateReader.Rule(after, "p95")?.Find("min-samples") is not { } samples
            || Scalars.NumberIn(samples) is not { } least
        )
            yield break;
        foreach (var (environment, bake, time) in Bakes(root))
            // A shorter bake of one environment is told as a note: the rule still judges the others.
            if (environment is null)
                foreach (var (category, answers) in Answers(root, time))
                    if (answers < least)
                        yield return (samples.IsWritten ? samples : bake).Problem(
                            $"`p95` wants {least} answers, and `{category}` probes give {answers} in a bake of {bake.Text}",
                            "Bake longer, tick more often, probe more, or write `p95: { then: off }`."
                        );
    }

    private static IEnumerable<Problem> GaugeNames(Checked after)
    {
        HashSet<string> seen = [];
        foreach (var gauge in after.Find("gauges")?.Items ?? [])
            if (gauge.Find("name") is { } name && !seen.Add(name.Text))
                yield return name.Problem(
                    $"two gauges are called `{name.Text}`",
                    "Keep one of the two."
                );
    }

    private sealed record Window(string Name, Checked Rule)
    {
        public int? Failures => Scalars.NumberIn(Rule.Find("failures"));

        public int? Of => Scalars.NumberIn(Rule.Find("of"));

        public bool IsTimed => RuleShape.Timed.Contains(Name);
    }
}
