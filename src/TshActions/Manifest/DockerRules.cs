namespace TshActions.Manifest;

/// <summary>Keys that mean nothing, or contradict each other, when slots are containers.</summary>
internal static class DockerRules
{
    public static IEnumerable<Problem> Check(Checked root) =>
        root.Find("runtime") is { } runtime && runtime.Find("kind")?.Text is "docker"
            ? [.. Upload(root), .. PortOnHost(runtime), .. Mounts(runtime), .. Health(runtime)]
            : [];

    private static IEnumerable<Problem> Upload(Checked root) =>
        (root.Find("release")?.Keys ?? new Dictionary<string, Checked>())
            .Where(entry => entry.Value.IsWritten)
            .Select(entry =>
                entry.Value.Problem(
                    $"`release.{entry.Key}` is about an uploaded folder, and `runtime.kind: docker` uploads none",
                    "Leave it out; what belongs to the release is said in the Dockerfile and .dockerignore."
                )
            );

    private static IEnumerable<Problem> PortOnHost(Checked runtime)
    {
        if (
            runtime.Find("network")?.Text is "host"
            && runtime.Find("port") is { IsWritten: true } port
        )
            yield return port.Problem(
                $"`runtime.port` is `{port.Text}`, and `network: host` gives a container no port of its own",
                "Leave it out: the program must listen on the slot's port, which it gets as PORT and as {port}."
            );
    }

    private static IEnumerable<Problem> Mounts(Checked runtime)
    {
        HashSet<string> seen = [];
        foreach (var mount in runtime.Find("mounts")?.Items ?? [])
            if (mount.Text.Split(':') is [_, var inside, ..] && !seen.Add(inside.TrimEnd('/')))
                yield return mount.Problem(
                    $"two mounts are at `{inside}` in the container",
                    "Keep one of the two."
                );
    }

    private static IEnumerable<Problem> Health(Checked runtime) =>
        runtime.Find("health") is { } health ? RuntimeRules.OneLine("runtime.health", health) : [];
}
