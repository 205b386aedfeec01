namespace TshActions.Tests.GitHub;

/// <summary>A command as the runner understood it.</summary>
internal sealed record RunnerCommand(
    string Name,
    IReadOnlyDictionary<string, string> Properties,
    string Data
);

/// <summary>
/// What GitHub's runner makes of a program's output: its two grammars, its escapes and its stop token, told again from
/// actions/runner ActionCommand.cs and ActionCommandManager.cs.
/// </summary>
internal static class RunnerRules
{
    private static readonly string[] Registered =
    [
        "add-mask",
        "add-matcher",
        "remove-matcher",
        "debug",
        "notice",
        "warning",
        "error",
        "group",
        "endgroup",
        "echo",
        "set-output",
        "save-state",
        "set-env",
        "add-path",
        "stop-commands",
    ];

    // The runner searches by culture, and its culture does not see these at all.
    private const string Unseen = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0001\u0007";

    /// <summary>Every command that acts, under each of the two ways a machine may compare text.</summary>
    public static IReadOnlyList<RunnerCommand> Commands(string output)
    {
        var plain = Commands(output, (text, what, from) => text.IndexOf(what, from));
        var byCulture = Commands(output, IndexAsSeen);
        return byCulture.Count > plain.Count ? byCulture : plain;
    }

    private static List<RunnerCommand> Commands(string output, Func<string, string, int, int> find)
    {
        var registered = Registered.ToHashSet(StringComparer.OrdinalIgnoreCase);
        string? stopped = null;
        List<RunnerCommand> commands = [];
        using var reader = new StringReader(output);
        while (reader.ReadLine() is { } line)
        {
            if (
                (Second(line, registered, find) ?? First(line, registered, find)) is not { } command
            )
                continue;
            var resumes = command.Name.Equals(stopped, StringComparison.OrdinalIgnoreCase);
            if (stopped is not null && !resumes)
                continue;
            if (resumes)
                (_, stopped) = (registered.Remove(stopped!), null);
            else if (command.Name is "stop-commands")
                (_, stopped) = (registered.Add(command.Data), command.Data);
            commands.Add(command);
        }

        return commands;
    }

    /// <summary>`::name key=value,key=value::data` at the start of a trimmed line.</summary>
    private static RunnerCommand? Second(
        string line,
        HashSet<string> registered,
        Func<string, string, int, int> find
    )
    {
        line = line.TrimStart();
        if (find(line, "::", 0) is not 0 || line.Length < 2)
            return null;
        var end = find(line, "::", 2);
        return end < 0
            ? null
            : Of(line[2..end], ',', line[(end + 2)..], registered, [":", "%3A", ",", "%2C"], []);
    }

    /// <summary>`##[name key=value;key=value]data` anywhere in a line.</summary>
    private static RunnerCommand? First(
        string line,
        HashSet<string> registered,
        Func<string, string, int, int> find
    )
    {
        var begin = find(line, "##[", 0);
        var end = begin < 0 ? -1 : line.IndexOf(']', begin);
        string[] marks = [";", "%3B", "]", "%5D"];
        return end < begin + 3
            ? null
            : Of(line[(begin + 3)..end], ';', line[(end + 1)..], registered, marks, marks);
    }

    private static RunnerCommand? Of(
        string info,
        char separator,
        string data,
        HashSet<string> registered,
        string[] inProperties,
        string[] inData
    )
    {
        var words = info.Split(' ', 2);
        if (!registered.Contains(words[0]))
            return null;
        var properties = (words.ElementAtOrDefault(1) ?? "")
            .Trim()
            .Split(separator, StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2, StringSplitOptions.RemoveEmptyEntries))
            .Where(pair => pair.Length is 2)
            .ToDictionary(pair => pair[0], pair => Unescape(pair[1], inProperties));
        return new RunnerCommand(words[0], properties, Unescape(data, inData));
    }

    private static string Unescape(string text, string[] marks)
    {
        text = text.Replace("%0D", "\r").Replace("%0A", "\n");
        for (var at = 0; at < marks.Length; at += 2)
            text = text.Replace(marks[at + 1], marks[at]);
        return text.Replace("%25", "%");
    }

    private static int IndexAsSeen(string text, string what, int from)
    {
        for (var start = from; start < text.Length; start++)
        {
            var (at, matched) = (start, 0);
            while (at < text.Length && matched < what.Length)
                if (text[at] == what[matched])
                    (at, matched) = (at + 1, matched + 1);
                else if (Unseen.Contains(text[at]))
                    at++;
                else
                    break;
            if (matched == what.Length)
                return start;
        }

        return -1;
    }
}
