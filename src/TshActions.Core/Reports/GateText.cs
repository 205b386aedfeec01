using TshActions.Core.Checks;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Ticks;
using Verdict = TshActions.Core.Gates.Verdict;

namespace TshActions.Core.Reports;

/// <summary>A gate for a person at a terminal: the whole of it at its end, and a line now and then while it bakes.</summary>
public static class GateText
{
    private const int LongestText = 1_000;

    public static string Text(GateRecord record)
    {
        List<string> parts =
        [
            $"gate of   {PlainText.OneLine(record.Host, 60)}{(record.Recording.Head.Release is { } release ? ", release " + PlainText.OneLine(release, 60) : "")}",
            record.Ruling is null
                ? "verdict   none: not judged"
                : RulingText
                    .Text(
                        RulingText.Harmless(record.Ruling, LongestText),
                        record.Ruling.Figures.Expected
                    )
                    .TrimEnd('\n'),
            .. record.Checks.OrderByDescending(check => check.Finding).Select(Line),
            "",
            BakeChart.Text(record.Recording, record.Ruling),
        ];
        return string.Join('\n', parts) + "\n";
    }

    /// <summary>What a person who waits wants to know, in one line.</summary>
    /// <param name="soFar">Of the judge, at this moment.</param>
    /// <param name="ticks">Up to now, in the order of time.</param>
    public static string Progress(Ruling soFar, IReadOnlyList<Tick> ticks, TimeSpan elapsed)
    {
        var figures = soFar.Figures;
        var slowest = figures.Slowest is { } slow
            ? $" · slowest {PlainText.OneLine(slow.Probe, 24)} {FigureText.Times(slow.Ratio)}"
            : "";
        var cpu =
            ticks.Count > 0 && ticks[^1].Gauges.TryGetValue("cpu", out var percent)
                ? $" · cpu {FigureText.Percent(percent)}"
                : "";
        var shared = figures.Shared > 0 ? $" · {figures.Shared} of both slots" : "";
        return $"{Math.Floor(elapsed.TotalMinutes), 3:0} min  {figures.Measured} of {FigureText.Count(figures.Expected, "tick")} · {figures.Bad} bad{shared} · {FigureText.Count(figures.Errors, "error")} in {FigureText.Count(figures.Requests, "answer")}{slowest}{cpu}{Heavy(soFar)}";
    }

    private static string Heavy(Ruling soFar)
    {
        var rules = soFar
            .Reasons.Where(reason => reason.Gravity > Gravity.Note)
            .Select(reason => PlainText.OneLine(reason.Rule, 24))
            .Distinct()
            .Take(4)
            .ToList();
        return rules.Count is 0
            ? ""
            : $" · {(soFar.Verdict is Verdict.Inconclusive ? "?" : "!")} {string.Join(", ", rules)}";
    }

    private static string Line(CheckResult check) =>
        $"{Sign(check.Finding)} {PlainText.OneLine(check.Check, 60), -12} {"before", -10}  {PlainText.OneLine(check.Detail, LongestText)}";

    private static string Sign(Finding finding) =>
        finding switch
        {
            Finding.Passed => "✓",
            Finding.Warning => "!",
            Finding.Inconclusive or Finding.Error => "?",
            Finding.Failed => "✗",
        };
}
