using TshActions.Rig.Docker;

namespace TshActions.Rig.Erp;

/// <summary>A release of the sample ERP as an image on this machine's docker, which is gone with this object.</summary>
public sealed class ErpImage : IAsyncDisposable
{
    private ErpImage(string release, string tag, ErpSwitches switches)
    {
        Release = release;
        Tag = tag;
        Switches = switches;
    }

    /// <summary>In the image as the label <c>org.opencontainers.image.version</c>.</summary>
    public string Release { get; }

    /// <summary>On this machine; no registry knows it.</summary>
    public string Tag { get; }

    public ErpSwitches Switches { get; }

    /// <summary>
    /// Builds the release folder's own Dockerfile. The switches are a file in it, as in a release that is uploaded; all
    /// releases share the layers with what they depend on.
    /// </summary>
    /// <exception cref="RigException">It could not be built.</exception>
    public static async Task<ErpImage> BuildAsync(
        string release,
        ErpSwitches switches,
        CancellationToken cancel
    )
    {
        var temporary = Directory.CreateTempSubdirectory("tsh-rig-erp-");
        try
        {
            var folder = Path.Combine(temporary.FullName, "release");
            await ErpRelease.BuildAsync(folder, switches, cancel);
            // Its own name, so that the end of one test removes no image of another.
            var tag = $"tsh-rig-erp:{release}-{Guid.NewGuid().ToString("N")[..8]}";
            await RigImage.RunAsync("erp-image", [tag, folder, release], cancel);
            return new ErpImage(release, tag, switches);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    /// <summary>Writes what <c>docker load</c> reads: all layers and the tag.</summary>
    public Task SaveAsync(string path, CancellationToken cancel) =>
        DockerCli.RequireAsync(["save", "-o", path, Tag], cancel);

    /// <summary>Loads it into the docker of a VPS, under the same tag, and leaves no archive there.</summary>
    public async Task LoadIntoAsync(Vps vps, CancellationToken cancel)
    {
        var archive = Path.GetTempFileName();
        try
        {
            await SaveAsync(archive, cancel);
            string[] load = ["exec", "-i", vps.Name, "docker", "load", "--quiet"];
            var result = await DockerCli.RunAsync(load, new FileInfo(archive), cancel);
            if (!result.Succeeded)
                throw new RigException($"Could not load {Tag} into {vps.Name}:\n{result.Error}");
        }
        finally
        {
            File.Delete(archive);
        }
    }

    /// <summary>Removes the tag. The shared layers stay.</summary>
    public async ValueTask DisposeAsync() =>
        await DockerCli.RunAsync(["rmi", Tag], CancellationToken.None);
}
