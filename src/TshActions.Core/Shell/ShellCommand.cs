using System.Text.RegularExpressions;

namespace TshActions.Core.Shell;

/// <summary>One command for a POSIX shell: its words, quoted in one place and nowhere else.</summary>
public sealed partial record ShellCommand
{
    private ShellCommand(string line) => Line = line;

    /// <summary>The command as a shell reads it.</summary>
    public string Line { get; }

    public static ShellCommand Of(params IEnumerable<string> words) =>
        new(string.Join(' ', words.Select(Quote)));

    /// <summary>A fixed script of this program's own; values join it only through <see cref="Quote"/>.</summary>
    public static ShellCommand Script(string text) => new(text);

    /// <summary>Runs as root without ever asking for a password: sudo rights are those `tsh setup` wrote.</summary>
    public ShellCommand AsRoot() => new($"sudo -n {Line}");

    /// <summary>
    /// One word for a POSIX shell (XCU 2.2.2): what is plainly safe stays readable, anything else is single-quoted
    /// and each single quote leaves and re-enters the quotes. A NUL cannot be carried by any argument and is refused.
    /// </summary>
    public static string Quote(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (word.Contains('\0'))
            throw new ArgumentException("A shell word cannot hold a NUL character.", nameof(word));
        return Plain().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''")}'";
    }

    public override string ToString() => Line;

    // A leading `=` or `~` means something to some shells, so words may not start with them unquoted.
    [GeneratedRegex(@"\A[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,=-]*\z")]
    private static partial Regex Plain();
}
