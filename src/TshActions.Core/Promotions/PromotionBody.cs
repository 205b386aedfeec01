using TshActions.Core.Preflight;
using TshActions.Core.Reports;

namespace TshActions.Core.Promotions;

/// <summary>
/// The description of the pull request that promotes. Between its marks it is written anew each time; all else, notes
/// first of all, is people's and stays.
/// </summary>
public static class PromotionBody
{
    /// <summary>GitHub refuses more characters.</summary>
    public const int Longest = 65_536;

    private const string Begin =
        "<!-- tsh:promotion: written anew with every push; write above or below -->";
    private const string End = "<!-- /tsh:promotion -->";

    private const string Notes = """


        ## Notes for this deployment

        _Write here what is special about it; it stays._

        """;

    /// <param name="before">The description as it is; empty for a new one.</param>
    public static string Write(Promotion promotion, string before)
    {
        before = before.ReplaceLineEndings("\n");
        var (above, mine, below) = Parts(before);
        var ticked = PromotionChecklist.Ticked(mine);
        for (var most = promotion.Commits.Count; ; most /= 2)
        {
            var body = $"{above}{Begin}\n{Mine(promotion, ticked, most)}\n{End}{below}";
            if (body.Length <= Longest || most is 0)
                return body;
        }
    }

    private static (string Above, string Mine, string Below) Parts(string before)
    {
        var begin = before.IndexOf("<!-- tsh:promotion", StringComparison.Ordinal);
        var end = before.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin
                ? (before[..begin], before[begin..end], before[(end + End.Length)..])
            : before.Trim().Length is 0 ? ("", "", Notes)
            // A person opened it: what they wrote comes first.
            : ($"{before.TrimEnd()}\n\n", "", "");
    }

    private static string Mine(Promotion promotion, IReadOnlySet<string> ticked, int most) =>
        string.Join(
            '\n',
            Hotfix(promotion)
                .Concat(Changes(promotion, most))
                .Concat(Files(promotion.Files))
                .Concat(Staging(promotion))
                .Concat(["## Checklist", ""])
                .Concat(PromotionChecklist.Lines(promotion, ticked))
        );

    private static string[] Hotfix(Promotion promotion) =>
        promotion.IsHotfix
            ?
            [
                $"> **A hotfix** does not wait for a window or for its time on {promotion.Staging}. That these files passed there is asked of it, too.",
                "",
            ]
            : [];

    private static IEnumerable<string> Changes(Promotion promotion, int most)
    {
        yield return $"## {Promotion.Changes(promotion.Commits.Count + promotion.Untold)} from {promotion.From}";
        var left = most;
        foreach (var (title, commits) in ChangeGroups.Of(promotion.Commits))
        {
            if (left <= 0)
                break;
            yield return $"\n### {title}\n";
            foreach (var commit in commits.Take(left))
                yield return $"- {Scope(commit)}{PromotionText.Harmless(PlainText.OneLine(commit.Subject, 200))} ({commit.Sha[..7]})";
            left -= commits.Count;
        }
        var untold = promotion.Untold + Math.Max(0, promotion.Commits.Count - most);
        if (untold > 0)
            yield return $"\n_and {untold} more, which do not fit here_";
        yield return "";
    }

    private static string Scope(ConventionalCommit commit) =>
        commit.Scope.Length > 0 ? $"**{PromotionText.Harmless(commit.Scope)}**: " : "";

    private static IEnumerable<string> Files(PromotedFiles files)
    {
        List<(string What, IReadOnlyList<string> Paths)> told =
        [
            ("new migrations", files.Migrations),
            ("variables of the application", files.Settings),
            ("packages", files.Packages),
        ];
        if (told.TrueForAll(one => one.Paths.Count is 0))
            yield break;
        yield return "| look at | |";
        yield return "|---|---|";
        foreach (var (what, paths) in told.Where(one => one.Paths.Count > 0))
            yield return $"| {what} | {string.Join("<br>", paths.Take(20).Select(PromotionText.Harmless))} |";
        if (files.IsCut)
            yield return $"| not looked at | what follows the first {files.Count} files |";
        yield return "";
    }

    private static IEnumerable<string> Staging(Promotion promotion)
    {
        yield return $"## On {promotion.Staging}";
        yield return "";
        // By its date: an age would be another one with every look.
        yield return promotion.Proof is StagingProof.Proven { By: var by }
            ? $"✅ these files passed as {by.Commit[..Math.Min(7, by.Commit.Length)]}, deployed {by.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC"
            : $"❌ {PromotionText.Harmless(promotion.Proof.Evidence)}";
        if (promotion.Proof is StagingProof.Unproven unproven)
            yield return $"\n**Next**: {PromotionText.Harmless(unproven.Fix)}. Until then production refuses it.";
        yield return "";
        if (promotion.Tested is not { } tested)
            yield break;
        yield return "| | |";
        yield return "|---|---|";
        yield return $"| release | {PromotionText.Harmless(tested.Release)} |";
        if (tested.Note.Length > 0)
            yield return $"| gate | {PromotionText.Harmless(tested.Note)} |";
        yield return $"| took | {tested.Took.AsTaken} |";
        yield return $"| schemas | {(tested.Drift is { } drift ? PromotionText.Harmless(drift) : "not compared")} |";
        yield return $"| the release before fits its database | {PromotionText.Harmless(tested.BackwardCompatible ?? "unknown")} |";
        yield return $"| run | {tested.Run} |";
        yield return "";
    }
}
