namespace TshActions.Manifest;

/// <summary>Commands that could not start two slots.</summary>
internal static class RuntimeRules
{
    public static IEnumerable<Problem> Check(Checked root) =>
        root.Find("runtime") is { } runtime && runtime.Find("command") is { } command
            ? runtime.Find("kind")?.Text is "docker"
                ? OneLine("runtime.command", command)
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
        if (command.Text.Contains('\n'))
            yield return command.Problem(
                $"`{path}` has several lines",
                "Write one command, or start a script."
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
