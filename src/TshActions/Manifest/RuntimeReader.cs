namespace TshActions.Manifest;

/// <summary>Turns the checked parts of a slot into values.</summary>
internal static class RuntimeReader
{
    public static RuntimeSpec Runtime(Checked part) =>
        part["kind"].Text is "docker" ? Docker(part) : Systemd(part);

    public static IEnumerable<ProcessSpec> Processes(Checked? part) =>
        (part?.Keys ?? new Dictionary<string, Checked>()).Select(entry => new ProcessSpec(
            entry.Key,
            entry.Value["command"].Text,
            entry.Value["overlap"].Text is "singleton" ? Overlap.Singleton : Overlap.Allowed
        ));

    private static SystemdSpec Systemd(Checked part) =>
        new(
            part["unit"].Text,
            part["command"].Text,
            part["start-timeout"].Duration,
            part["stop-timeout"].Duration
        );

    private static DockerSpec Docker(Checked part) =>
        new(
            part["image"].Text,
            part["container"].Text,
            part["port"].Number,
            part.Find("command")?.Text,
            part["network"].Text,
            [.. part.Find("mounts")?.Items.Select(mount => mount.Text) ?? []],
            part.Find("memory")?.Size,
            part.Find("cpus")?.Amount,
            part.Find("pids")?.Number,
            part.Find("health")?.Text,
            part["log-max-size"].Size,
            part["log-max-files"].Number,
            part["start-timeout"].Duration,
            part["stop-timeout"].Duration
        );
}
