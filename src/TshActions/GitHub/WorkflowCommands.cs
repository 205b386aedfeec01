using System.Security.Cryptography;

namespace TshActions.GitHub;

/// <summary>
/// The commands a runner reads from our output, and the fence that keeps foreign text from issuing any.
/// Rules: actions/runner ActionCommand.cs and OutputManager.cs; both outputs are read, `::x::` at the start of a
/// trimmed line and `##[x]` anywhere in one.
/// </summary>
public sealed class WorkflowCommands(TextWriter output)
{
    /// <summary>The runner cuts an annotation here.</summary>
    public const int LongestAnnotation = 4096;

    public void Error(
        string title,
        string message,
        string? file = null,
        int? line = null,
        int? column = null
    ) => Issue("error", Cut(message), Place(title, file, line, column));

    public void Warning(string title, string message) =>
        Issue("warning", Cut(message), Place(title, null, null, null));

    public void Notice(string title, string message) =>
        Issue("notice", Cut(message), Place(title, null, null, null));

    public void Group(string title) => Issue("group", title, []);

    public void EndGroup() => Issue("endgroup", "", []);

    /// <summary>Each line of a secret is masked by itself too, as the runner does it.</summary>
    public void Mask(string secret) => Issue("add-mask", secret, []);

    /// <summary>Prints foreign text behind stop-commands with a token it cannot know.</summary>
    public void Fenced(string text)
    {
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        output.WriteLine($"::stop-commands::{token}");
        output.WriteLine(text.TrimEnd('\n'));
        output.WriteLine($"::{token}::");
    }

    /// <summary>A line of our own with foreign words in it, so that no command can begin in it.</summary>
    public static string Harmless(string text) =>
        string.Join(
                '\n',
                text.ReplaceLineEndings("\n")
                    .Split('\n')
                    .Select(line => line.TrimStart().StartsWith("::") ? "\u200b" + line : line)
            )
            .Replace("##[", "##\u200b[");

    private void Issue(
        string command,
        string data,
        IEnumerable<(string Key, string Value)> properties
    )
    {
        var listed = string.Join(
            ',',
            properties.Select(property => $"{property.Key}={EscapeProperty(property.Value)}")
        );
        output.WriteLine(
            $"::{command}{(listed.Length > 0 ? " " + listed : "")}::{EscapeData(data)}"
        );
    }

    private static IEnumerable<(string, string)> Place(
        string title,
        string? file,
        int? line,
        int? column
    )
    {
        if (file is not null)
            yield return ("file", file);
        if (line is { } atLine)
            yield return ("line", $"{atLine}");
        if (column is { } atColumn)
            yield return ("col", $"{atColumn}");
        yield return ("title", title);
    }

    private static string Cut(string text) =>
        text.Length <= LongestAnnotation ? text : text[..(LongestAnnotation - 1)] + "…";

    private static string EscapeData(string text) =>
        text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string EscapeProperty(string text) =>
        EscapeData(text).Replace(":", "%3A").Replace(",", "%2C");
}
