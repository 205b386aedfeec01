using System.Globalization;
using TshActions.Core.Checks;
using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;

namespace TshActions.Core.Reports;

/// <summary>What a gate will ask and what will make it act, for a person who reads the plan.</summary>
public static class GatePlanText
{
    /// <param name="withOld">Whether there is a release in the other slot.</param>
    public static string Of(GatePolicy gate, bool withOld)
    {
        var bake = gate.Bake;
        List<string> lines =
        [
            $"bake     {bake.Bake.TotalSeconds:0} s, {bake.Ticks} ticks, one every {Number(bake.Interval.TotalSeconds)} s; {(withOld ? "the old slot is asked the same" : "there is no old slot to compare with or to go back to")}",
            $"probes   {string.Join(", ", gate.Probes.Select(Probe))}",
        ];
        var checks = gate.Checks.Where(check => check.Moment is not Moment.BeforeSwitch).ToList();
        if (checks.Count > 0)
            lines.Add(
                $"checks   {string.Join(", ", checks.Select(check => check.OnFailure is Checks.Weight.Warn ? $"{check.Name} (warns)" : check.Name))}"
            );
        lines.AddRange(Rules(bake).Select(rule => $"{Of(rule.Then), -8} {rule.Text}"));
        lines.Add(
            $"{bake.OnInconclusive.ToString().ToLowerInvariant(), -8} below {bake.MinCoverage:0.#%} of ticks measured, or when both slots fail together"
        );
        return string.Join('\n', lines.Select(line => "  " + line));

        string Probe(Probe probe) =>
            $"{probe.Name} ({(probe.From is Vantage.Site ? "site" : bake.Category(probe.Name))} {probe.Path})";
    }

    private static IEnumerable<(Consequence Then, string Text)> Rules(BakePolicy bake)
    {
        if (bake.ErrorRate is { } errors)
            yield return (
                errors.Consequence,
                $"errors in {errors.Limit} ticks, or above {errors.Critical:0.##%} by all evidence (CUSUM {Number(errors.Threshold)}, {errors.Tolerated:0.##%} is tolerated)"
            );
        if (bake.FailingFor is { } failing)
            yield return (
                failing.Consequence,
                $"health failing for more than {failing.LongerThan.TotalSeconds:0} s within {failing.Within.TotalSeconds:0} s"
            );
        if (bake.Degradation is { } slower)
            yield return (
                slower.Consequence,
                $"a probe above {Number(slower.RatioAbove)} × its baseline median in {slower.Limit} ticks"
            );
        if (bake.Latency is { } latency)
            yield return (
                latency.Consequence,
                $"a probe above its category's critical time in {latency.Limit} ticks"
            );
        if (bake.P95 is { } p95)
            yield return (
                p95.Consequence,
                $"p95 of a category above {p95.Below.TotalMilliseconds:0} ms, by the Clopper-Pearson bound"
            );
        if (bake.Restarts is { } restarts)
            yield return (restarts.Consequence, $"more than {restarts.Max} restarts");
        if (bake.Logs is { } logs)
            yield return (
                logs.Consequence,
                $"errors in the log in {logs.Limit} ticks, and more than the old slot's"
            );
        foreach (var gauge in bake.Gauges)
            yield return (
                gauge.Consequence,
                $"{gauge.Name} above {Number(gauge.Below)} % in {gauge.Limit} ticks"
            );
    }

    private static string Of(Consequence consequence) =>
        consequence is Consequence.Rollback ? "rollback"
        : consequence is Consequence.Warn ? "warn"
        : "report";

    private static string Number(double number) =>
        number.ToString("0.##", CultureInfo.InvariantCulture);
}
