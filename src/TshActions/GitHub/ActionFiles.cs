using System.Security.Cryptography;
using System.Text;

namespace TshActions.GitHub;

/// <summary>
/// The files a runner reads after a step: outputs, state and job summary. Rules: actions/runner FileCommandManager.cs; always
/// the heredoc form, UTF-8 without a byte order mark, `\n` line ends. Away from GitHub there are no such files.
/// </summary>
public sealed class ActionFiles(IReadOnlyDictionary<string, string> environment)
{
    /// <summary>The runner drops a summary of more than 1 MiB as a whole, so it is cut before.</summary>
    public const int LargestSummary = 1_000_000;

    private static readonly UTF8Encoding NoMark = new(encoderShouldEmitUTF8Identifier: false);

    public void Output(string name, string value) => Write("GITHUB_OUTPUT", name, value);

    /// <summary>What the post step of this action finds as `STATE_NAME`.</summary>
    public void State(string name, string value) => Write("GITHUB_STATE", name, value);

    private void Write(string file, string name, string value)
    {
        if (name.Length is 0 || name.Any(letter => letter is '\n' or '=' or '<'))
            throw new ArgumentException($"Nothing can be named `{name}`.", nameof(name));
        if (Find(file) is not { } path)
            return;
        var mark = $"tsh_{RandomNumberGenerator.GetHexString(32)}";
        if (value.Contains(mark) || name.Contains(mark))
            throw new ArgumentException("The value holds its own delimiter.", nameof(value));
        File.AppendAllText(path, $"{name}<<{mark}\n{value}\n{mark}\n", NoMark);
    }

    public void Summary(string markdown)
    {
        const string Note = "\n\n_The summary was cut here; the rest is in the log._\n";
        if (Find("GITHUB_STEP_SUMMARY") is not { } path)
            return;
        var there = File.Exists(path) ? (int)new FileInfo(path).Length : 0;
        var room = LargestSummary - there - NoMark.GetByteCount(Note);
        var bytes = NoMark.GetBytes(markdown);
        if (bytes.Length <= room)
            File.AppendAllText(path, markdown, NoMark);
        else if (room > 0)
            File.AppendAllText(path, WholeCharacters(bytes.AsSpan(0, room)) + Note, NoMark);
    }

    private string? Find(string name) =>
        environment.GetValueOrDefault(name) is { Length: > 0 } path ? path : null;

    /// <summary>Drops a character that the cut went through.</summary>
    private static string WholeCharacters(ReadOnlySpan<byte> bytes) =>
        NoMark.GetString(bytes).TrimEnd('\ufffd');
}
