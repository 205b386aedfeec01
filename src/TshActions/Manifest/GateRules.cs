namespace TshActions.Manifest;

/// <summary>Gates that could never fail, or never pass.</summary>
internal static class GateRules
{
    public static IEnumerable<Problem> Check(Checked root) =>
        [
            .. Window(root),
            .. BakeHoldsWindow(root),
            .. DeadlineHoldsTicks(root),
            .. SlotProbe(root),
            .. ProbeNames(root),
        ];

    private static IEnumerable<Problem> Window(Checked root)
    {
        var after = root.Find("gate")?.Find("post-switch");
        if (after?.Find("failures") is { } failures && after.Find("of") is { } of)
            if (Number(failures) is { } few && Number(of) is { } many && few > many)
                yield return failures.Problem(
                    $"{few} failures of {many} ticks can never happen",
                    "`failures` must not be more than `of`."
                );
    }

    private static IEnumerable<Problem> BakeHoldsWindow(Checked root)
    {
        var gate = root.Find("gate");
        if (
            Scalars.DurationIn(gate?.Find("interval")) is not { } interval
            || Number(gate?.Find("post-switch")?.Find("failures")) is not { } failures
        )
            yield break;
        var bakes = EnvironmentRules
            .Environments(root)
            .Select(environment => environment.Value.Find("bake"))
            .Append(gate?.Find("post-switch")?.Find("bake"));
        foreach (var bake in bakes)
            if (
                Scalars.DurationIn(bake) is { } time
                && bake is not null
                && time < interval * failures
            )
                yield return bake.Problem(
                    $"a bake of {bake.Text} is over before {failures} ticks, so the gate could never fail",
                    $"Bake at least {(interval * failures).TotalSeconds:0}s, or tick more often."
                );
    }

    private static IEnumerable<Problem> DeadlineHoldsTicks(Checked root)
    {
        var gate = root.Find("gate");
        var before = gate?.Find("pre-switch");
        if (
            Scalars.DurationIn(gate?.Find("interval")) is { } interval
            && Number(before?.Find("clean-ticks")) is { } ticks
            && before?.Find("deadline") is { } deadline
            && Scalars.DurationIn(deadline) is { } time
            && time < interval * (ticks - 1)
        )
            yield return deadline.Problem(
                $"{ticks} ticks, {interval.TotalSeconds:0.#}s apart, do not fit into a deadline of {deadline.Text}, so no slot could ever pass",
                $"Wait at least {(interval * ticks).TotalSeconds:0}s, or tick more often."
            );
    }

    private static IEnumerable<Problem> SlotProbe(Checked root)
    {
        if (root.Find("gate")?.Find("probes") is { Items.Count: > 0 } probes)
            if (probes.Items.All(probe => probe.Find("from")?.Text is "site"))
                yield return probes.Problem(
                    "every probe asks through the site, so nothing looks at a slot before it takes traffic",
                    "Add a probe with `from: slot`."
                );
    }

    private static IEnumerable<Problem> ProbeNames(Checked root)
    {
        HashSet<string> seen = [];
        foreach (var probe in root.Find("gate")?.Find("probes")?.Items ?? [])
            if (probe.Find("name") is { } name && !seen.Add(name.Text))
                yield return name.Problem(
                    $"two probes are called `{name.Text}`",
                    "Give each a name of its own."
                );
    }

    private static int? Number(Checked? part) =>
        part is not null && int.TryParse(part.Text, out var number) ? number : null;
}
