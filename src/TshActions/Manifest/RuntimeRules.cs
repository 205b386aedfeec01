using TshActions.Core.Containers;

namespace TshActions.Manifest;

/// <summary>Commands that could not start two slots.</summary>
internal static class RuntimeRules
{
    public static IEnumerable<Problem> Check(Checked root) =>
        root.Find("runtime") is { } runtime && runtime.Find("command") is { } command
            ? runtime.Find("kind")?.Text is "docker"
                ? [.. OneLine("runtime.command", command), .. Words("runtime.command", command)]
                :
                [
                    .. Absolute("runtime.command", command),
                    .. SaysPort(command),
                    .. OneLine("runtime.command", command),
                ]
            : [];

    public static IEnumerable<Problem> Absolute(string path, Checked command)
    {
        if (!command.Text.StartsWith('/'))
            yield return command.Problem(
                $"`{path}` is `{command.Text}`",
                "Start it with the absolute path of the program; systemd looks nothing up."
            );
    }

    public static IEnumerable<Problem> OneLine(string path, Checked command)
    {
        if (command.Text.IndexOfAny(['\n', '\r', '\0']) >= 0)
            yield return command.Problem(
                $"`{path}` has several lines",
                "Write one command, or start a script."
            );
    }

    /// <summary>Of a container: no shell reads the command there, it is split here.</summary>
    public static IEnumerable<Problem> Words(string path, Checked command)
    {
        if (CommandWords.Of(command.Text) is CommandWords.Unreadable(var reason))
            yield return command.Problem(
                $"`{path}` is `{command.Text}`, and {reason}",
                "Write it as for a shell; it is split into words by quotes and backslashes."
            );
    }

    private static IEnumerable<Problem> SaysPort(Checked command)
    {
        if (!command.Text.Contains("{port}"))
            yield return command.Problem(
                "`runtime.command` does not say {port}, so both slots would listen on one port",
                "Put {port} where the port belongs."
            );
    }
}
