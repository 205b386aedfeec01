namespace TshActions.Core.Checks;

/// <summary>Makes one result of several: the worst counts, and only it is told.</summary>
internal static class Findings
{
    /// <param name="nothing">What is said where there was nothing to judge.</param>
    public static CheckResult Worst(
        string check,
        IReadOnlyList<(Finding Finding, string Detail)> parts,
        string nothing
    )
    {
        if (parts.Count is 0)
            return new(check, Finding.Inconclusive, nothing);
        var worst = parts.Max(part => part.Finding);
        return new(
            check,
            worst,
            string.Join(
                "; ",
                parts.Where(part => part.Finding == worst).Select(part => part.Detail)
            )
        );
    }
}
