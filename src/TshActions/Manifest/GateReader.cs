using TshActions.Core.Checks;
using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;

namespace TshActions.Manifest;

/// <summary>Turns the checked gate into what the judges go by.</summary>
internal static class GateReader
{
    /// <param name="bake">The environment's own; null: the gate's.</param>
    public static GatePolicy Policy(Checked gate, TimeSpan? bake)
    {
        var before = gate["pre-switch"];
        var after = gate["post-switch"];
        var interval = gate["interval"].Duration;
        var rules = Rules(gate, bake ?? after["bake"].Duration);
        return new GatePolicy(
            Probes(gate),
            interval,
            gate["timeout"].Duration,
            [.. CheckReader.Checks(gate.Find("checks"))],
            new BaselinePolicy(
                gate["baseline"]["samples"].Number,
                gate["baseline"]["pace"].Duration
            ),
            new PreSwitchPolicy(
                Ticks(before["minimum-success"].Duration, interval),
                before["deadline"].Duration
            )
            {
                MinimumSuccess = before["minimum-success"].Duration,
            },
            rules
        );
    }

    /// <summary>The interval, if it is one the shape lets pass.</summary>
    public static TimeSpan? Interval(Checked? gate) =>
        Scalars.DurationIn(gate?.Find("interval")) is { } interval
        && interval > TimeSpan.Zero
        && interval <= TimeSpan.FromMinutes(10)
            ? interval
            : null;

    /// <summary>So many ticks in a row span a time: one at its begin, one at its end.</summary>
    public static int Ticks(TimeSpan time, TimeSpan interval) =>
        (int)Math.Ceiling(time / interval) + 1;

    /// <summary>What a probe's answers are measured by.</summary>
    public static string Category(Checked gate, Checked probe) =>
        probe.Find("category")?.Text
        ?? (
            probe.Find("path")?.Text == gate.Find("identity")?.Find("path")?.Text
                ? "health"
                : "read"
        );

    private static IReadOnlyList<Probe> Probes(Checked gate) =>
        [
            .. gate.Find("probes")
                ?.Items.Select(probe => new Probe(
                    probe["name"].Text,
                    probe["path"].Text,
                    probe["status"].Number,
                    probe["from"].Text is "site" ? Vantage.Site : Vantage.Slot
                ))
                ?? [new Probe("health", gate["identity"]["path"].Text, 200, Vantage.Slot)],
        ];

    private static BakePolicy Rules(Checked gate, TimeSpan bake)
    {
        var after = gate["post-switch"];
        return new BakePolicy(
            bake,
            after["initial-delay"].Duration,
            gate["interval"].Duration,
            after["min-coverage"].Percent,
            after["consecutive-errors"].Number,
            after["on-inconclusive"].Text switch
            {
                "rollback" => GateAction.Rollback,
                "promote" => GateAction.Promote,
                _ => GateAction.Hold,
            },
            gate["categories"]
                .Keys.ToDictionary(
                    entry => entry.Key,
                    entry => new Category(
                        entry.Value["target"].Duration.TotalMilliseconds,
                        entry.Value["warning"].Duration.TotalMilliseconds,
                        entry.Value["critical"].Duration.TotalMilliseconds
                    )
                ),
            gate.Find("probes")
                ?.Items.Where(probe => probe["from"].Text is not "site")
                .ToDictionary(probe => probe["name"].Text, probe => Category(gate, probe))
                ?? new Dictionary<string, string> { ["health"] = "health" },
            [
                .. gate.Find("probes")
                    ?.Items.Where(probe => probe["from"].Text is "site")
                    .Select(probe => probe["name"].Text)
                    ?? [],
            ],
            Rule(after, "error-rate") is { } errors
                ? new ErrorRateRule(
                    errors["target"].Percent,
                    errors["critical"].Percent,
                    errors["tolerated"].Percent,
                    errors["threshold"].Amount,
                    Window(errors),
                    Then(errors)
                )
                : null,
            Rule(after, "degradation") is { } slower
                ? new DegradationRule(
                    slower["ratio-above"].Amount,
                    Window(slower),
                    slower["strict"].IsOn,
                    Then(slower)
                )
                : null,
            Rule(after, "failing-for") is { } failing
                ? new FailingForRule(
                    failing["longer-than"].Duration,
                    failing["within"].Duration,
                    failing["clear-after"].Number,
                    Then(failing)
                )
                : null,
            Rule(after, "p95") is { } p95
                ? new P95Rule(p95["below"].Duration, p95["min-samples"].Number, Then(p95))
                : null,
            Rule(after, "latency") is { } latency
                ? new LatencyRule(Window(latency), Then(latency))
                : null,
            Rule(after, "restarts") is { } restarts
                ? new RestartRule(restarts["max"].Number, Then(restarts))
                : null,
            Rule(after, "logs") is { } logs ? new LogRule(Window(logs), Then(logs)) : null,
            [
                .. Gauges(after)
                    .Select(gauge => new GaugeRule(
                        gauge["name"].Text,
                        gauge["below"].Percent * 100,
                        Window(gauge),
                        Then(gauge)
                    )),
            ],
            CheckReader
                .Checks(gate.Find("checks"))
                .Where(check => check.Moment is not Moment.BeforeSwitch)
                .ToDictionary(
                    check => check.Name,
                    check => new CheckMeaning(check.OnFailure, check.Scope)
                )
        );
    }

    /// <summary>A rule that is asked.</summary>
    public static Checked? Rule(Checked? after, string name) =>
        after?.Find(name) is { } rule && rule.Find("then")?.Text is not "off" ? rule : null;

    /// <summary>Gauges that are looked at.</summary>
    public static IEnumerable<Checked> Gauges(Checked? after) =>
        after?.Find("gauges")?.Items.Where(gauge => gauge.Find("then")?.Text is not "off") ?? [];

    private static Limit Window(Checked rule) => new(rule["failures"].Number, rule["of"].Number);

    private static Consequence Then(Checked rule) =>
        rule["then"].Text switch
        {
            "rollback" => Consequence.Rollback,
            "warn" => Consequence.Warn,
            _ => Consequence.Report,
        };
}
