namespace TshActions.Core.Containers;

/// <summary>
/// What a plan warns of: settings of docker that cost both slots their requests when its daemon restarts, each with its
/// remedy.
/// </summary>
public static class DockerNotes
{
    private const string File = "/etc/docker/daemon.json";

    /// <param name="onHostNetwork">Whether the containers are in the host's own network: then docker carries no request.</param>
    public static IReadOnlyList<string> Of(DockerFacts docker, bool onHostNetwork)
    {
        List<string> notes = [];
        if (docker.LiveRestore is false)
            notes.Add(
                $"docker is without `live-restore`: when its daemon restarts, after an update or a crash, it stops the containers of both slots. Put `\"live-restore\": true` into {File} and run `systemctl reload docker`"
            );
        if (docker.ProxyRuns && !onHostNetwork)
            notes.Add(
                $"requests reach the slots through docker-proxy, which goes when docker's daemon does: until that is back nobody is served. Put `\"userland-proxy\": false` into {File} and restart docker in a quiet hour, or use `network: host`"
            );
        return notes;
    }
}

/// <summary>What a host's docker says of itself.</summary>
/// <param name="LiveRestore">Whether containers go on while the daemon is away. Null: not known.</param>
/// <param name="ProxyRuns">Whether published ports lead through a program of the daemon's.</param>
public sealed record DockerFacts(bool? LiveRestore, bool ProxyRuns)
{
    /// <summary>No docker, or none that was asked.</summary>
    public static DockerFacts None { get; } = new(LiveRestore: null, ProxyRuns: false);
}
