using System.Text;

namespace TshActions.Core.Releases;

/// <summary>
/// An environment file as `docker create --env-file` reads it: `KEY=value`, raw to the end of the line, no quotes
/// (docker/cli opts/file.go). So not every value can stand in one.
/// </summary>
public static class DockerEnvironment
{
    // bufio.Scanner gives up on a longer line, and docker then takes none of the file.
    private const int LongestLine = 64 * 1024 - 2;

    /// <returns>The file's text, and each variable that it cannot hold; named, its value never told.</returns>
    public static (string Text, IReadOnlyList<string> Problems) Write(EnvironmentFile file)
    {
        var text = new StringBuilder();
        List<string> problems = [];
        foreach (var (name, value) in file.Variables)
            if (Problem(name, value) is { } problem)
                problems.Add(problem);
            else
                text.Append(name).Append('=').Append(value).Append('\n');
        return (text.ToString(), problems);
    }

    private static string? Problem(string name, string value)
    {
        if (value.AsSpan().IndexOfAny('\n', '\r') >= 0)
            return $"the value of {name} has several lines, which docker's environment files cannot hold: encode it, in base64 for one";
        if (value.Contains('\0'))
            return $"the value of {name} holds a NUL character, which no environment can";
        return
            Encoding.UTF8.GetByteCount(name) + 1 + Encoding.UTF8.GetByteCount(value) > LongestLine
            ? $"the value of {name} is longer than the 64 KiB docker's environment files can hold: mount it as a file"
            : null;
    }
}
