using System.Text;
using System.Text.RegularExpressions;

namespace TshActions.Core.Releases;

/// <summary>The application's environment: KEY=VALUE lines in, one file out that systemd and a shell read alike.</summary>
public sealed partial class EnvironmentFile
{
    private EnvironmentFile(IReadOnlyList<KeyValuePair<string, string>> variables) =>
        Variables = variables;

    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; }

    /// <summary>
    /// Reads `KEY=VALUE`, `export KEY=VALUE`, quoted values, comments and blank lines. What is wrong is told by line
    /// number and never by content, for the content is a secret.
    /// </summary>
    public static (EnvironmentFile File, IReadOnlyList<string> Problems) Parse(string text)
    {
        List<KeyValuePair<string, string>> variables = [];
        List<string> problems = [];
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()))
        {
            number++;
            if (line.Length is 0 || line[0] is '#')
                continue;
            if (Line().Match(line) is not { Success: true } match)
                problems.Add($"line {number} is not KEY=VALUE");
            else if (Unquote(match.Groups[2].Value) is not { } value)
                problems.Add(
                    $"line {number}: the quote round the value of {match.Groups[1].Value} is not closed"
                );
            else if (variables.Any(variable => variable.Key == match.Groups[1].Value))
                problems.Add($"line {number}: {match.Groups[1].Value} stands there a second time");
            else
                variables.Add(new(match.Groups[1].Value, value));
        }

        return (new EnvironmentFile(variables), problems);
    }

    public static EnvironmentFile Of(params IEnumerable<KeyValuePair<string, string>> variables) =>
        new([.. variables]);

    /// <summary>
    /// Double quotes with backslashes before `\ " $` and the backquote: the one form that systemd (EnvironmentFile=,
    /// systemd.exec(5)) and POSIX shells unquote to the same value.
    /// </summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            foreach (var (name, value) in Variables)
                text.Append(name)
                    .Append("=\"")
                    .Append(Special().Replace(value, @"\$0"))
                    .Append("\"\n");
            return text.ToString();
        }
    }

    private static string? Unquote(string value)
    {
        if (value.Length is 0 || value[0] is not ('"' or '\''))
            return value;
        var quote = value[0];
        if (value.Length < 2 || value[^1] != quote)
            return null;
        var inside = value[1..^1];
        return quote is '"' ? Escaped().Replace(inside, "$1") : inside;
    }

    [GeneratedRegex(@"\A(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)\z")]
    private static partial Regex Line();

    [GeneratedRegex(@"[\\""$`]")]
    private static partial Regex Special();

    [GeneratedRegex(@"\\([\\""$`])")]
    private static partial Regex Escaped();
}
