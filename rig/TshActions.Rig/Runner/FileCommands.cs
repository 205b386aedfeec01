using TshActions.Rig.Docker;

namespace TshActions.Rig.Runner;

/// <summary>Reads an output file by the runner's own rules (FileCommandManager.cs, EnvFileKeyValuePairs).</summary>
public static class FileCommands
{
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        Dictionary<string, string> values = [];
        var lines = new Queue<string>(text.Split('\n'));
        while (lines.TryDequeue(out var line))
        {
            if (line.Length is 0)
                continue;
            var equals = line.IndexOf('=');
            var heredoc = line.IndexOf("<<", StringComparison.Ordinal);
            if (equals >= 0 && (heredoc < 0 || equals < heredoc))
                values[line[..equals]] = line[(equals + 1)..];
            else if (heredoc >= 0)
                values[line[..heredoc]] = Until(lines, line[(heredoc + 2)..]);
            else
                throw new RigException($"Invalid format '{line}'");
        }

        return values;
    }

    private static string Until(Queue<string> lines, string delimiter)
    {
        List<string> value = [];
        while (lines.TryDequeue(out var line))
        {
            if (line == delimiter)
                return string.Join('\n', value);
            value.Add(line);
        }

        throw new RigException($"Invalid value. Matching delimiter not found '{delimiter}'");
    }
}
