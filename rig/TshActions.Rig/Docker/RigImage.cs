namespace TshActions.Rig.Docker;

/// <summary>The images of the rig, by the scripts in <c>rig/</c> that build them where they are missing.</summary>
public static class RigImage
{
    private static readonly SemaphoreSlim Building = new(1, 1);
    private static readonly Dictionary<string, string> Tags = [];

    /// <summary>Tag of the throw-away VPS (a minute or two to build).</summary>
    public static Task<string> TagAsync(CancellationToken cancel) => OfAsync("vps-image", cancel);

    /// <summary>Tag of the throw-away VPS with docker on it (half a minute more).</summary>
    public static Task<string> DockerTagAsync(CancellationToken cancel) =>
        OfAsync("vps-docker-image", cancel);

    /// <summary>Tag of the registry.</summary>
    public static Task<string> RegistryTagAsync(CancellationToken cancel) =>
        OfAsync("registry-image", cancel);

    private static async Task<string> OfAsync(string script, CancellationToken cancel)
    {
        // Test classes start at the same time: one of them builds, the others wait for it.
        await Building.WaitAsync(cancel);
        try
        {
            if (!Tags.TryGetValue(script, out var tag))
                Tags[script] = tag = await RunAsync(script, [], cancel);
            return tag;
        }
        finally
        {
            Building.Release();
        }
    }

    /// <summary>Runs a script of <c>rig/</c> that prints the tag of the image it made.</summary>
    /// <exception cref="RigException">It failed.</exception>
    internal static async Task<string> RunAsync(
        string script,
        IReadOnlyList<string> arguments,
        CancellationToken cancel
    )
    {
        var path = Path.Combine(RepositoryRoot.Find(), "rig", script);
        var result = await ProgramRun.RunAsync(path, arguments, feed: null, cancel);
        var tag = result.Output.Trim();
        return result.Succeeded && tag.Length > 0
            ? tag
            : throw new RigException(
                $"{path} failed with exit code {result.ExitCode}:\n{result.Text()}"
            );
    }
}
