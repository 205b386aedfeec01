namespace TshActions.Manifest;

/// <summary>Gates that could never pass, and probes that measure nothing.</summary>
internal static class GateRules
{
    public static IEnumerable<Problem> Check(Checked root) =>
        root.Find("gate") is { } gate
            ?
            [
                .. DeadlineHoldsSuccess(gate),
                .. SlotProbe(gate),
                .. ProbeNames(gate),
                .. ProbeCategories(gate),
                .. Ascending(gate),
                .. Baseline(gate),
            ]
            : [];

    private static IEnumerable<Problem> DeadlineHoldsSuccess(Checked gate)
    {
        var before = gate.Find("pre-switch");
        if (
            GateReader.Interval(gate) is { } interval
            && before?.Find("minimum-success") is { } success
            && Scalars.DurationIn(success) is { } clean
            && before.Find("deadline") is { } deadline
            && Scalars.DurationIn(deadline) is { } time
            && Math.Ceiling(clean / interval) is var ticks
            && time / interval < ticks
        )
            yield return deadline.Problem(
                $"{success.Text} of clean ticks, {interval.TotalSeconds:0.#}s apart, do not fit into a deadline of {deadline.Text}, so no slot could ever pass",
                $"Wait at least {(ticks + 1) * interval.TotalSeconds:0.#}s, or shorten `minimum-success`."
            );
    }

    private static IEnumerable<Problem> SlotProbe(Checked gate)
    {
        if (gate.Find("probes") is { Items.Count: > 0 } probes)
            if (probes.Items.All(probe => probe.Find("from")?.Text is "site"))
                yield return probes.Problem(
                    "every probe asks through the site, so nothing looks at a slot before it takes traffic",
                    "Add a probe with `from: slot`."
                );
    }

    private static IEnumerable<Problem> ProbeNames(Checked gate)
    {
        HashSet<string> seen = [];
        foreach (var probe in gate.Find("probes")?.Items ?? [])
            if (probe.Find("name") is { } name && !seen.Add(name.Text))
                yield return name.Problem(
                    $"two probes are called `{name.Text}`",
                    "Give each a name of its own."
                );
    }

    private static IEnumerable<Problem> ProbeCategories(Checked gate)
    {
        var known = gate.Find("categories")?.Keys.Keys.ToList() ?? [];
        foreach (var probe in gate.Find("probes")?.Items ?? [])
            if (probe.Find("category") is { } category && !known.Contains(category.Text))
                yield return category.Problem(
                    $"there is no category `{category.Text}`",
                    $"Write one of: {string.Join(", ", known)}; or add it to `gate.categories`."
                );
    }

    private static IEnumerable<Problem> Ascending(Checked gate)
    {
        string[] order = ["target", "warning", "critical"];
        foreach (
            var (name, category) in gate.Find("categories")?.Keys
                ?? new Dictionary<string, Checked>()
        )
        foreach (var (less, more) in order.Zip(order.Skip(1)))
            if (
                category.Find(less) is { } lower
                && category.Find(more) is { } upper
                && Scalars.DurationIn(lower) >= Scalars.DurationIn(upper)
            )
                yield return upper.Problem(
                    $"`{less}` of `{name}` is {lower.Text} and `{more}` {upper.Text}",
                    "Write them ascending: target, warning, critical."
                );
    }

    private static IEnumerable<Problem> Baseline(Checked gate)
    {
        var compares = GateReader.Rule(gate.Find("post-switch"), "degradation") is not null;
        if (
            gate.Find("baseline")?.Find("samples") is { } samples
            && Scalars.NumberIn(samples) is { } count
            && count < Core.Gates.Rules.Baseline.Fewest
            && (compares || count > 0)
        )
            yield return samples.Problem(
                compares && count is 0
                    ? "`degradation` compares with the old slot, and `baseline.samples` is 0"
                    : $"a baseline of {count} samples says too little to go by",
                $"Take at least {Core.Gates.Rules.Baseline.Fewest}, better 30{(compares ? ", or write `degradation: { then: off }`" : ", or 0")}."
            );
    }
}
