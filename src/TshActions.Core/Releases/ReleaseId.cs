using System.Text.RegularExpressions;

namespace TshActions.Core.Releases;

/// <summary>Names one immutable release. It becomes a folder name on the host and a header of every answer.</summary>
public readonly partial record struct ReleaseId
{
    /// <summary>What an id may look like, in words for an error message.</summary>
    public const string Rule =
        "1 to 64 letters, digits, dots, underscores and hyphens, starting with a letter or digit";

    private ReleaseId(string text) => Text = text;

    public string Text { get; }

    /// <summary>The id written in <paramref name="text"/>, or null when it breaks <see cref="Rule"/>.</summary>
    public static ReleaseId? Parse(string text) =>
        Pattern().IsMatch(text) ? new ReleaseId(text) : null;

    public override string ToString() => Text;

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Pattern();
}
