using TshActions.Core.Reports;

namespace TshActions.Core.Preflight;

/// <summary>Whether a host can carry both slots at once.</summary>
/// <param name="Notes">What was not looked at, or is only worth knowing.</param>
public abstract record OverlapDecision(IReadOnlyList<string> Notes)
{
    public sealed record Fits(IReadOnlyList<string> Notes) : OverlapDecision(Notes);

    /// <param name="Shortages">At least one; all of them at once.</param>
    public sealed record Refused(
        string Host,
        IReadOnlyList<Shortage> Shortages,
        IReadOnlyList<string> Notes
    ) : OverlapDecision(Notes)
    {
        public string Reason =>
            $"{Host} has no room for both slots at once: {string.Join("; ", Shortages.Select(shortage => shortage.Text))}";

        /// <summary>Each fix once, with all that it mends.</summary>
        public string Advice =>
            string.Join(
                "; ",
                Shortages
                    .GroupBy(shortage => shortage.Fix, shortage => shortage.What)
                    .Select(mends => $"{string.Join(" and ", mends)}: {mends.Key}")
            );
    }
}

/// <summary>One thing there is too little of, or that could not be measured although its need is known.</summary>
/// <param name="What">What is short, in a word or two.</param>
/// <param name="Need">With its unit, and where the number comes from.</param>
/// <param name="Have">With its unit.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record Shortage(string What, string Need, string Have, string Fix)
{
    public string Text => $"{What} (needs {Need}, has {Have})";
}

internal static class Room
{
    /// <summary>Both in bytes, as soon as a rounding would make them look alike.</summary>
    public static (string Need, string Have) Of(long need, long have) =>
        need.AsSize == have.AsSize ? ($"{need} B", $"{have} B") : (need.AsSize, have.AsSize);
}
