using System.Collections.Concurrent;

namespace TshActions.Rig.Docker;

/// <summary>A folder of `rig/` whose programs run under node, with the packages its `package.json` names.</summary>
internal static class NodeFolder
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Ready = new();

    /// <summary>Fetches the packages where they are not there yet; once for all who ask.</summary>
    /// <returns>The folder's full path.</returns>
    /// <exception cref="RigException">npm could not.</exception>
    public static Task<string> ReadyAsync(string name) =>
        Ready.GetOrAdd(name, _ => new(() => FetchAsync(name))).Value;

    private static async Task<string> FetchAsync(string name)
    {
        var folder = Path.Combine(RepositoryRoot.Find(), "rig", name);
        if (Directory.Exists(Path.Combine(folder, "node_modules")))
            return folder;
        var installed = await ProgramRun.RunAsync(
            "npm",
            ["install", "--prefix", folder, "--no-audit", "--no-fund", "--no-package-lock"],
            feed: null,
            CancellationToken.None
        );
        return installed.Succeeded
            ? folder
            : throw new RigException($"No packages for rig/{name}:\n{installed.Text()}");
    }
}
