namespace TshActions.Manifest;

/// <summary>Checks that look at nothing, or that nobody could tell apart.</summary>
internal static class CheckRules
{
    public static IEnumerable<Problem> Check(Checked root)
    {
        var gate = root.Find("gate");
        var checks = gate?.Find("checks")?.Items ?? [];
        return
        [
            .. Names(gate, checks),
            .. checks.SelectMany(Moment),
            .. checks.SelectMany(Limits),
            .. checks.SelectMany(Nothing),
            .. checks.SelectMany(ScenarioRules.Check),
        ];
    }

    private static IEnumerable<Problem> Names(Checked? gate, IEnumerable<Checked> checks)
    {
        var probes = gate?.Find("probes") is { } list
            ? list.Items.Select(probe => probe.Find("name")?.Text).ToHashSet()
            : ["health"];
        HashSet<string> seen = [];
        foreach (var check in checks)
            if (check.Find("name") is { } name)
                if (!seen.Add(name.Text))
                    yield return name.Problem(
                        $"two checks are called `{name.Text}`",
                        "Give each a name of its own."
                    );
                else if (probes.Contains(name.Text) && !IsOff(check))
                    yield return name.Problem(
                        $"a probe is called `{name.Text}` too, and reports could not tell the two apart",
                        "Give the check or the probe another name."
                    );
    }

    private static IEnumerable<Problem> Moment(Checked check)
    {
        if (CheckReader.AtSite(check) && check.Find("when") is { Text: "before-switch" } when)
            yield return when.Problem(
                "until the switch it is the old slot that answers at the site",
                "Write `after-switch`, or ask the slot."
            );
    }

    private static IEnumerable<Problem> Limits(Checked check)
    {
        if (check.Find("warn") is not { } warn || check.Find("fail") is not { } fail)
            yield break;
        if (
            check.Find("kind")?.Text is "tls"
            && Scalars.DurationIn(fail) >= Scalars.DurationIn(warn)
        )
            yield return fail.Problem(
                $"a certificate would fail at {fail.Text} without a warning at {warn.Text} before",
                "Make `fail` less than `warn`."
            );
        if (
            check.Find("kind")?.Text is "disk"
            && Scalars.PercentIn(warn) >= Scalars.PercentIn(fail)
        )
            yield return fail.Problem(
                $"a disk would fail at {fail.Text} without a warning at {warn.Text} before",
                "Make `warn` less than `fail`."
            );
    }

    private static IEnumerable<Problem> Nothing(Checked check)
    {
        if (
            check.Find("kind")?.Text is "headers"
            && !check.Find("csp")!.IsOn
            && new[] { "hsts-min-age", "cors-origin", "rate-limit-path", "closed" }.All(key =>
                check.Find(key) is null
            )
        )
            yield return check.Problem(
                "this check of headers looks at nothing",
                "Add hsts-min-age, csp, cors-origin, rate-limit-path or closed."
            );
    }

    private static bool IsOff(Checked check) => check.Find("kind")?.Text is "off";
}
