using TshActions.Core.Gates.Rules;
using TshActions.Core.Statistics;
using TshActions.Core.Ticks;

namespace TshActions.Core.Reports;

/// <summary>What a bake showed of one probe; milliseconds of good answers.</summary>
/// <param name="Baseline">The median of before; null where it was not measured.</param>
/// <param name="Wrong">Answers that were not right, whoever is at fault.</param>
/// <param name="Why">What was wrong at last.</param>
internal sealed record ProbeFigures(
    string Probe,
    double? Baseline,
    double? Median,
    double? P95,
    int Asked,
    int Wrong,
    int Shared,
    string? Why
)
{
    /// <summary>Of the medians, new to baseline.</summary>
    public double? Ratio => Baseline is > 0 ? Median / Baseline : null;

    public string Errors => Asked is 0 ? FigureText.None : $"{Wrong} of {Asked}";

    public static ProbeFigures Of(
        string probe,
        IReadOnlyList<double>? baseline,
        IEnumerable<(Answer Answer, Sample? Sample)> answers
    )
    {
        var asked = answers.Where(answer => answer.Sample is not null).ToList();
        var good = asked
            .Where(answer => answer.Sample!.Ok)
            .Select(answer => answer.Sample!.Milliseconds)
            .Where(double.IsFinite)
            .Order()
            .ToList();
        var wrong = asked.Where(answer => !answer.Sample!.Ok).ToList();
        return new ProbeFigures(
            probe,
            OrderStatistics.Median([.. (baseline ?? []).Where(double.IsFinite)]),
            OrderStatistics.Median(good),
            good.Count is 0 ? null : good[(int)Math.Ceiling(0.95 * good.Count) - 1],
            asked.Count,
            wrong.Count,
            wrong.Count(answer => answer.Answer is Answer.Shared),
            wrong.LastOrDefault().Sample?.Why
        );
    }

    public override string ToString() =>
        $"baseline {FigureText.Milliseconds(Baseline)}, bake {FigureText.Milliseconds(Median)}, ratio {FigureText.Times(Ratio)}, p95 {FigureText.Milliseconds(P95)}, errors {Errors}";
}
