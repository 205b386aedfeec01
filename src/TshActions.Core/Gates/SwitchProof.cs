namespace TshActions.Core.Gates;

/// <summary>One answer that came through the site.</summary>
/// <param name="Release">What the identity header says, or null when the answer carries none.</param>
public sealed record SiteAnswer(int Status, string? Release, string Detail);

/// <summary>
/// A switch counts only when the data plane proves it: a run of answers through the real site that carry the
/// release's id. Exit codes of any tool prove nothing.
/// </summary>
public static class SwitchProof
{
    public static bool Holds(IReadOnlyList<SiteAnswer> answers, string release, int needed) =>
        answers.Reverse().TakeWhile(answer => answer.Release == release).Count() >= needed;

    /// <summary>Why the proof failed, for a person: who answered instead.</summary>
    public static string Failure(IReadOnlyList<SiteAnswer> answers, string release)
    {
        if (answers.Count is 0)
            return "the site was never asked";
        if (answers.All(answer => answer.Release == release))
            return $"only {answers.Count} answers came through the site in time: all carried {release}, and more are needed to prove it";
        var others = answers
            .Where(answer => answer.Release != release)
            .GroupBy(answer => answer.Release is null ? answer.Detail : $"release {answer.Release}")
            .OrderByDescending(group => group.Count())
            .Select(group => $"{group.Count()} × {group.Key}");
        return $"of {answers.Count} answers through the site, {answers.Count(answer => answer.Release == release)} carried {release}; the others: {string.Join(", ", others)}";
    }

    public static string Advice(IReadOnlyList<SiteAnswer> answers, string release) =>
        answers.All(answer => answer.Release == release)
            ? "the right release answers, but slowly: mend that, or allow a longer `gate.identity.timeout` or fewer `gate.identity.answers`"
            : "see which server block of nginx answers for the site: it must hold the include line that `tsh setup` printed, and nothing in it may bypass it";
}
