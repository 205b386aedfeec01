namespace TshActions.Manifest;

/// <summary>Processes that could not run beside the slots.</summary>
internal static class ProcessRules
{
    // Words that stand for the slot's own parts and for the program's own containers and units.
    private static readonly string[] Reserved = ["backup", "blue", "green", "migrate", "web"];

    public static IEnumerable<Problem> Check(Checked root) =>
        (root.Find("processes")?.Keys ?? new Dictionary<string, Checked>()).SelectMany(entry =>
            Name(entry.Key, entry.Value)
                .Concat(
                    entry.Value.Find("command") is { } command
                        ? Command(root, $"processes.{entry.Key}.command", command)
                        : []
                )
        );

    private static IEnumerable<Problem> Name(string name, Checked process)
    {
        if (Reserved.Contains(name))
            yield return process.Problem(
                $"a process is called `{name}`, which has a meaning already",
                $"Call it otherwise; taken are {string.Join(", ", Reserved)}."
            );
    }

    private static IEnumerable<Problem> Command(Checked root, string path, Checked command)
    {
        if (command.Text.Contains("{port}"))
            yield return command.Problem(
                $"`{path}` says {{port}}, and only the web process of a slot has a port",
                "Leave {port} out; `runtime.command` is what listens."
            );
        var further = RuntimeRules.OneLine(path, command);
        further = root.Find("runtime")?.Find("kind")?.Text switch
        {
            "systemd" => RuntimeRules.Absolute(path, command).Concat(further),
            "docker" => further.Concat(RuntimeRules.Words(path, command)),
            _ => further,
        };
        foreach (var problem in further)
            yield return problem;
    }
}
