namespace TshActions.Rig.Docker;

/// <summary>The image of the throw-away VPS.</summary>
public static class RigImage
{
    private static readonly SemaphoreSlim Building = new(1, 1);
    private static string? _tag;

    /// <summary>Its tag, by <c>rig/vps-image</c>, which builds the image where it is missing (a minute or two).</summary>
    public static async Task<string> TagAsync(CancellationToken cancel)
    {
        // Test classes start at the same time: one of them builds, the others wait for it.
        await Building.WaitAsync(cancel);
        try
        {
            return _tag ??= await AskAsync(cancel);
        }
        finally
        {
            Building.Release();
        }
    }

    private static async Task<string> AskAsync(CancellationToken cancel)
    {
        var script = Path.Combine(RepositoryRoot.Find(), "rig", "vps-image");
        var result = await ProgramRun.RunAsync(script, [], input: null, cancel);
        var tag = result.Output.Trim();
        return result.Succeeded && tag.Length > 0
            ? tag
            : throw new RigException(
                $"{script} failed with exit code {result.ExitCode}:\n{result.Text()}"
            );
    }
}
