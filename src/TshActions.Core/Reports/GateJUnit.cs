using System.Globalization;
using System.Xml.Linq;
using TshActions.Core.Checks;
using TshActions.Core.Gates.Rules;

namespace TshActions.Core.Reports;

/// <summary>
/// Gates as JUnit XML, the dialect of Maven's surefire that every viewer reads: a suite per host, a test per rule, probe
/// and check. What was not to be judged is an error, never a skipped test: viewers show those as good. What warns has
/// passed and says so. Skipped is only what nobody asked.
/// </summary>
public static class GateJUnit
{
    private const int LongestText = 4_000;

    public static string Xml(params IReadOnlyList<GateRecord> records)
    {
        var suites = records.Select(Suite).ToList();
        var root = new XElement(
            "testsuites",
            new XAttribute("name", "health-gate"),
            Total("tests"),
            Total("failures"),
            Total("errors"),
            Total("skipped"),
            suites
        );
        return $"""<?xml version="1.0" encoding="utf-8"?>{'\n'}{root}{'\n'}""";

        XAttribute Total(string name) =>
            new(name, suites.Sum(suite => (int)suite.Attribute(name)!));
    }

    private static XElement Suite(GateRecord record)
    {
        var series = new BakeSeries(record.Recording, record.Ruling);
        var host = Line(record.Host);
        List<XElement> cases =
        [
            .. record.Ruling is null
                ? [Case(host, "verdict", Skipped("not judged: the run ended before"))]
                : Rules(host, record, series),
            .. series.Probes.Select(probe => Probe(host, "probe", series.Figures(probe))),
            .. series.Edge.Select(probe => Probe(host, "site", series.FiguresAtEdge(probe))),
            .. Checks(host, record, series),
        ];
        return new XElement(
            "testsuite",
            new XAttribute("name", $"gate of {host}"),
            new XAttribute("tests", cases.Count),
            new XAttribute("failures", Count("failure")),
            new XAttribute("errors", Count("error")),
            new XAttribute("skipped", Count("skipped")),
            new XAttribute("time", Seconds((series.Count * series.Interval).TotalSeconds)),
            new XAttribute("hostname", host),
            new XElement("properties", Properties(record)),
            cases
        );

        int Count(string outcome) => cases.Count(test => test.Element(outcome) is not null);
    }

    private static IEnumerable<XElement> Properties(GateRecord record)
    {
        if (record.Recording.Head.Release is { } release)
            yield return Property("release", release);
        if (record.Ruling is not { } ruling)
            yield break;
        yield return Property("verdict", RulingText.Word(ruling.Verdict));
        yield return Property("action", RulingText.Word(ruling.Action));
        yield return Property("why", ruling.Why);
        yield return Property("tick", $"{ruling.Tick}");

        static XElement Property(string name, string value) =>
            new("property", new XAttribute("name", name), new XAttribute("value", Line(value)));
    }

    private static IEnumerable<XElement> Rules(string host, GateRecord record, BakeSeries series)
    {
        var checks = CheckNames(record, series);
        return record
            .Ruling!.Reasons.Where(reason => !checks.Contains(reason.Rule))
            .GroupBy(reason => reason.Rule)
            .OrderBy(rule => rule.Key, StringComparer.Ordinal)
            .Select(rule => Case(host, $"rule {Line(rule.Key)}", Outcome([.. rule])));
    }

    /// <summary>A probe that never once answered rightly has failed; how much a single wrong answer weighs the rules say.</summary>
    private static XElement Probe(string host, string kind, ProbeFigures probe)
    {
        var name = $"{kind} {Line(probe.Probe)}";
        var test = probe switch
        {
            { Asked: 0 } => Case(host, name, Skipped("never measured")),
            { Wrong: var wrong } when wrong < probe.Asked => Case(host, name, Said($"{probe}")),
            { Shared: > 0 } => Case(
                host,
                name,
                Error("shared", $"all {probe.Asked} answers were wrong, in both slots: {probe.Why}")
            ),
            _ => Case(
                host,
                name,
                Failure("probe", $"all {probe.Asked} answers were wrong: {probe.Why}")
            ),
        };
        if (probe.Median is { } median)
            test.SetAttributeValue("time", Seconds(median / 1000));
        return test;
    }

    private static IEnumerable<XElement> Checks(string host, GateRecord record, BakeSeries series)
    {
        foreach (var check in record.Checks)
            yield return Case(
                host,
                $"check {Line(check.Check)} before the switch",
                Outcome(check.Finding, check.Detail)
            );
        foreach (var name in CheckNames(record, series).Order(StringComparer.Ordinal))
        {
            var reasons = record.Ruling?.Reasons.Where(reason => reason.Rule == name).ToList();
            var last = Enumerable
                .Range(0, series.Count)
                .Select(tick => series[tick].Checks.GetValueOrDefault(name))
                .LastOrDefault(reading => reading is not null);
            if (reasons is { Count: > 0 })
                yield return Case(host, $"check {Line(name)}", Outcome(reasons));
            else if (last is not null)
                yield return Case(
                    host,
                    $"check {Line(name)}",
                    // What the judge heard and did not speak of is no failure of the bake.
                    record.Ruling
                        is null
                    || last.Finding is Finding.Passed
                        ? Outcome(last.Finding, last.Detail)
                        : Said($"{RulingText.Word(last.Finding)}: {last.Detail}")
                );
            else if (record.Checks.All(check => check.Check != name))
                yield return Case(host, $"check {Line(name)}", Skipped("never asked"));
        }
    }

    private static HashSet<string> CheckNames(GateRecord record, BakeSeries series) =>
        [
            .. record.Recording.Head.Asked?.Checks ?? [],
            .. record.Checks.Select(check => check.Check),
            .. Enumerable.Range(0, series.Count).SelectMany(tick => series[tick].Checks.Keys),
        ];

    private static XElement? Outcome(IReadOnlyList<Reason> reasons)
    {
        var heaviest = reasons.MaxBy(reason => reason.Gravity)!;
        var all = string.Join('\n', reasons.Select(reason => Line(RulingText.Line(reason))));
        return heaviest.Gravity switch
        {
            Gravity.Fail => Failure(heaviest.Rule, heaviest.Text, all),
            Gravity.Shared or Gravity.Inconclusive => Error(
                RulingText.Word(heaviest.Gravity),
                heaviest.Text,
                all
            ),
            Gravity.Warn or Gravity.Note => new XElement("system-out", all),
        };
    }

    private static XElement? Outcome(Finding finding, string detail) =>
        finding switch
        {
            Finding.Failed => Failure("check", detail),
            Finding.Error or Finding.Inconclusive => Error(RulingText.Word(finding), detail),
            Finding.Warning => Said($"warning: {detail}"),
            Finding.Passed => Said(detail),
        };

    private static XElement Case(string host, string name, XElement? outcome) =>
        new(
            "testcase",
            new XAttribute("classname", host),
            new XAttribute("name", name),
            new XAttribute("time", "0"),
            outcome
        );

    private static XElement Failure(string type, string message, string? all = null) =>
        Told("failure", type, message, all);

    private static XElement Error(string type, string message, string? all = null) =>
        Told("error", type, message, all);

    private static XElement Told(string outcome, string type, string message, string? all) =>
        new(
            outcome,
            new XAttribute("message", Line(message)),
            new XAttribute("type", Line(type)),
            all ?? Line(message)
        );

    private static XElement Skipped(string message) =>
        new("skipped", new XAttribute("message", message));

    private static XElement? Said(string text) =>
        text.Length is 0 ? null : new XElement("system-out", Line(text));

    // A line without control characters has none that XML forbids.
    private static string Line(string text) => PlainText.OneLine(text, LongestText);

    private static string Seconds(double seconds) =>
        Math.Clamp(seconds, 0, 1e9).ToString("0.###", CultureInfo.InvariantCulture);
}
