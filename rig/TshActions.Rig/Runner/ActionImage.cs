using System.Security.Cryptography;
using TshActions.Rig.Docker;

namespace TshActions.Rig.Runner;

/// <summary>The image of the actions, built from the repository's Dockerfile as a runner builds it.</summary>
public static class ActionImage
{
    private static readonly SemaphoreSlim Building = new(1);
    private static string? _tag;

    /// <summary>Tag of the image for the sources as they are now; built when there is none yet.</summary>
    public static async Task<string> TagAsync(CancellationToken cancel)
    {
        await Building.WaitAsync(cancel);
        try
        {
            return _tag ??= await BuildAsync(cancel);
        }
        finally
        {
            Building.Release();
        }
    }

    private static async Task<string> BuildAsync(CancellationToken cancel)
    {
        var root = RepositoryRoot.Find();
        var tag = $"tsh-actions:{Content(root)}";
        if ((await DockerCli.RunAsync(["image", "inspect", tag], cancel)).Succeeded)
            return tag;
        var made = await ProgramRun.RunAsync(
            Path.Combine(root, "rig", "base-image"),
            ["mcr.microsoft.com/dotnet/sdk:10.0"],
            feed: null,
            cancel
        );
        if (!made.Succeeded)
            throw new RigException($"No base image:\n{made.Text()}");

        // runner ActionManager.cs: docker build -t <tag> -f <Dockerfile> <its folder>.
        await DockerCli.RequireAsync(
            ["build", "--quiet", "--tag", tag, "--file", Path.Combine(root, "Dockerfile"), root],
            cancel
        );
        return tag;
    }

    private static string Content(string root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] files =
        [
            "Dockerfile",
            ".dockerignore",
            "global.json",
            "Directory.Build.props",
            "Directory.Packages.props",
            .. new[] { "src", "workflows", "examples" }
                .SelectMany(folder =>
                    Directory.EnumerateFiles(
                        Path.Combine(root, folder),
                        "*",
                        SearchOption.AllDirectories
                    )
                )
                .Select(path => Path.GetRelativePath(root, path))
                .Order(StringComparer.Ordinal),
        ];
        foreach (var file in files)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.ReadAllBytes(Path.Combine(root, file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
