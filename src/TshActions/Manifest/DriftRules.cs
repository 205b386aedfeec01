namespace TshActions.Manifest;

/// <summary>Comparisons that could not be made, where the file says that there should be some.</summary>
internal static class DriftRules
{
    public static IEnumerable<Problem> Check(Checked root)
    {
        if (root.Find("drift") is not { } drift || !drift.IsWritten)
            yield break;
        foreach (var side in (string[])["production", "staging"])
            if (
                drift.Find(side) is { IsWritten: true } named
                && root.Find("environments") is { Keys.Count: > 0 } environments
                && !environments.Keys.ContainsKey(named.Text)
            )
                yield return named.Problem(
                    $"`drift.{side}` is `{named.Text}`, and there is no such environment",
                    $"Name one of: {string.Join(", ", environments.Keys.Keys)}."
                );
        if (
            drift.Find("production") is { } production
            && drift.Find("staging") is { } staging
            && production.Text == staging.Text
        )
            yield return (staging.IsWritten ? staging : production).Problem(
                $"`drift.production` and `drift.staging` are both `{production.Text}`",
                "Name two environments."
            );
    }
}
