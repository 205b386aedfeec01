namespace TshActions.Core.Reports;

/// <summary>The first of many, for one line: `a, b, c, d, e, …`.</summary>
public static class FewText
{
    private const int Told = 5;

    public static string Of<T>(IReadOnlyCollection<T> all) =>
        string.Join(", ", all.Take(Told)) + (all.Count > Told ? ", …" : "");
}
