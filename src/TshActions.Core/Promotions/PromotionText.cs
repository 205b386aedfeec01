using TshActions.Core.Reports;

namespace TshActions.Core.Promotions;

/// <summary>Words of commits in the body of a pull request, where `fixes #12` closes an issue and a name calls somebody.</summary>
internal static class PromotionText
{
    private const string Nothing = "\u200b";

    public static string Harmless(string text) =>
        MarkdownText
            .Cell(text)
            .Replace("#", $"#{Nothing}")
            .Replace("&#\u200b", "&#")
            .Replace("GH-", $"GH{Nothing}-", StringComparison.OrdinalIgnoreCase)
            .Replace("://", $":{Nothing}//");
}
