using System.Globalization;
using TshActions.Core.Calibration;

namespace TshActions.Core.Reports;

/// <summary>How a gate is calibrated, in lines for a terminal and a summary.</summary>
public static class CalibrationText
{
    public static string Text(CalibrationResult result)
    {
        var rows = Rows(result).ToList();
        var width = rows.Max(row => row.What.Length);
        return string.Join(
            '\n',
            rows.Select(row => $"  {row.What.PadRight(width)}  {row.Found}").Prepend(Method(result))
        );
    }

    private static string Method(CalibrationResult result) =>
        $"By simulation, {Number(result.Healthy[0].Bakes)} healthy bakes a line and {Number(result.Sick.Select(one => one.Bakes).FirstOrDefault())} sick ones; real noise comes in stretches and errs somewhat more.";

    private static IEnumerable<(string What, string Found)> Rows(CalibrationResult result)
    {
        foreach (var healthy in result.Healthy)
            yield return (
                $"healthy, {Share(healthy.Failing)} errors",
                $"{Share((double)healthy.TakenBack / healthy.Bakes)} taken back, below {Share(healthy.Upper)} at 95 %"
            );
        foreach (var sick in result.Sick)
            yield return (
                sick.Trouble,
                sick is { Median: { } median, Late: { } late }
                    ? $"{Share((double)sick.Found / sick.Bakes)} found, median {median.TotalSeconds:0} s, p95 {late.TotalSeconds:0} s"
                    : "never found"
            );
        if (result.Target is { } target)
            yield return (
                $"errors below {Share(target.Target)}",
                $"{(target.IsReached ? "can be shown" : "cannot be shown by probes alone")}: {Number(target.Needed)} good answers, a bake has {Number(target.Answers)}"
            );
        foreach (var p95 in result.P95)
            yield return (
                $"p95 of {p95.Category} below {p95.Below:0} ms",
                p95.IsReached ? $"can be shown: it is about {p95.Usual:0} ms"
                : p95.Answers < p95.Needed
                    ? $"cannot be shown: {Number(p95.Needed)} answers, a bake has {Number(p95.Answers)}"
                : $"cannot be shown: it is about {p95.Usual:0} ms as it is"
            );
    }

    private static string Share(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    private static string Number(long number) =>
        number.ToString("N0", CultureInfo.InvariantCulture);
}
