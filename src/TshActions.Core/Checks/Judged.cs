namespace TshActions.Core.Checks;

/// <summary>A finding and the words for it.</summary>
public readonly record struct Judged(Finding Finding, string Detail)
{
    public static Judged Passed(string detail) => new(Finding.Passed, detail);

    public static Judged Warning(string detail) => new(Finding.Warning, detail);

    public static Judged Inconclusive(string detail) => new(Finding.Inconclusive, detail);

    public static Judged Error(string detail) => new(Finding.Error, detail);

    public static Judged Failed(string detail) => new(Finding.Failed, detail);

    /// <summary>All that is wrong, the worst first; the passes when nothing is. Of nothing: inconclusive.</summary>
    public static Judged Worst(IReadOnlyCollection<Judged> all)
    {
        if (all.Count is 0)
            return Inconclusive("there was nothing to judge");
        var worst = all.Max(judged => judged.Finding);
        var told = all.Where(judged => worst is Finding.Passed || judged.Finding > Finding.Passed)
            .OrderByDescending(judged => judged.Finding)
            .Select(judged => judged.Detail)
            .Distinct();
        return new(worst, string.Join("; ", told));
    }

    public CheckResult As(string check) => new(check, Finding, Detail);
}
