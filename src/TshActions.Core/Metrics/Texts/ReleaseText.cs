using TshActions.Core.Reports;

namespace TshActions.Core.Metrics.Texts;

/// <summary>A release's id, short enough for a table: of a commit its first seven letters, as git shows it.</summary>
public static class ReleaseText
{
    private const int Longest = 40;

    public static string Short(string release) =>
        release.Length is 40 && release.All(char.IsAsciiHexDigitLower)
            ? release[..7]
            : PlainText.OneLine(release, Longest);
}
