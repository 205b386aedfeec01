using TshActions.Core.Reports;

namespace TshActions.Core.Metrics;

/// <summary>
/// Since when clients have a release, in the words of its record's end. GitHub keeps no other place for it, and people
/// read it there.
/// </summary>
public static class LiveSince
{
    private const string Head = "live since ";
    private const string Then = "; ";

    /// <param name="at">Null where it is not known: then there is the note alone.</param>
    public static string Write(DateTimeOffset? at, string note) =>
        at is null ? note
        : note.Length is 0 ? Head + DateText.Instant(at.Value)
        : $"{Head}{DateText.Instant(at.Value)}{Then}{note}";

    public static (DateTimeOffset? At, string Note) Read(string words)
    {
        if (!words.StartsWith(Head, StringComparison.Ordinal))
            return (null, words);
        var parts = words[Head.Length..].Split(Then, 2);
        return DateText.InstantOf(parts[0]) is { } at
            ? (at, parts.Length is 2 ? parts[1] : "")
            : (null, words);
    }
}
