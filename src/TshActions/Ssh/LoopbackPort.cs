namespace TshActions.Ssh;

/// <summary>A port of a host's own loopback, where applications and databases listen.</summary>
public static class LoopbackPort
{
    public static string At(int port) => $"127.0.0.1:{port}";

    /// <inheritdoc cref="IRemoteHost.ForwardAsync"/>
    public static Task<string> ForwardAsync(
        this IRemoteHost host,
        int port,
        CancellationToken cancel
    ) => host.ForwardAsync(At(port), cancel);
}
