namespace TshActions.Tests.GitHub;

/// <summary>How the runner reads the outputs file of a step, told again from its FileCommandManager.cs.</summary>
internal static class RunnerFiles
{
    public static IReadOnlyDictionary<string, string> Outputs(string text)
    {
        Dictionary<string, string> outputs = [];
        var lines = new Queue<string>(text.Split('\n'));
        while (lines.TryDequeue(out var line))
        {
            if (line.Length is 0)
                continue;
            var (equals, heredoc) = (line.IndexOf('='), line.IndexOf("<<"));
            if (equals >= 0 && (heredoc < 0 || equals < heredoc))
                outputs[line[..equals]] = line[(equals + 1)..];
            else if (heredoc > 0 && heredoc + 2 < line.Length)
                outputs[line[..heredoc]] = Heredoc(lines, line[(heredoc + 2)..]);
            else
                throw new FormatException($"Invalid format '{line}'");
        }

        return outputs;
    }

    private static string Heredoc(Queue<string> lines, string delimiter)
    {
        List<string> value = [];
        while (lines.TryDequeue(out var line))
            if (line == delimiter)
                return string.Join('\n', value);
            else
                value.Add(line);
        throw new FormatException($"Matching delimiter not found '{delimiter}'");
    }
}
