using TshActions.Core.Images;
using TshActions.Host;
using TshActions.Processes;

namespace TshActions.Images;

/// <summary>What an upload of an image came to.</summary>
/// <param name="Id">The image's id on the host.</param>
/// <param name="Sent">Compressed bytes that travelled in this run.</param>
/// <param name="Full">Bytes of all layers.</param>
public sealed record ImageShipped(Digest Id, int LayersSent, int Layers, long Sent, long Full)
{
    /// <summary>For the note beside the step.</summary>
    public string Note =>
        LayersSent is 0 && Sent is 0
            ? $"there already, {ImageProgress.Size(Full)}"
            : $"{LayersSent} of {Layers} layers, {ImageProgress.Size(Sent)} sent for {ImageProgress.Size(Full)}";
}

/// <summary>
/// Streams an image over ssh, without a registry: only layers the host lacks, compressed on the way, several at once,
/// each whole layer never twice. What arrived stays on the host until an image was loaded, whatever happens to this run.
/// </summary>
public sealed class ImageUpload(LeasedHost host, Action<string> tell, TimeProvider time)
{
    // One channel is bound by the window of ssh; at 80 ms four of them bring 1.6 times as much.
    private const int Channels = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="tag">The name the image gets on the host, so that no clean-up there takes it for waste.</param>
    /// <exception cref="BadInput">The image was built for another platform; nothing was sent.</exception>
    public async Task<ImageShipped> SendAsync(
        ImageArchive archive,
        string tag,
        CancellationToken cancel
    )
    {
        var full = archive.Layers.Sum(layer => layer.Stored);
        var progress = new ImageProgress(tell, time, full);
        var (loaded, layers) = await SendAsync(archive, tag, progress, trustDocker: true, cancel);
        if (!loaded.Succeeded && layers < archive.Layers.Count)
        {
            tell("docker wants layers it was thought to have: sending them too");
            (loaded, layers) = await SendAsync(archive, tag, progress, trustDocker: false, cancel);
        }

        if (!loaded.Succeeded)
            throw new RemoteCommandFailed(
                $"docker on {host.Remote.Name} does not load the image {archive.Id.Short}",
                "docker's own words stand above; `docker system df` on the host tells whether its disk is full",
                loaded.Output + loaded.Error
            );
        return new ImageShipped(
            await VerifyAsync(archive, loaded.Output, cancel),
            layers,
            archive.Layers.Count,
            progress.Sent,
            full
        );
    }

    private async Task<(ProcessResult Loaded, int LayersSent)> SendAsync(
        ImageArchive archive,
        string tag,
        ImageProgress progress,
        bool trustDocker,
        CancellationToken cancel
    )
    {
        var there = await LookAsync(cancel);
        RequirePlatform(archive, there.Platform);
        var shipment = ImageShipment.Plan(
            archive.Id,
            archive.Config.Layers,
            there,
            trustDocker && !there.ContainerdStore
        );
        var channel = new LayerChannel(host, progress, time);
        var sources = archive
            .Layers.GroupBy(layer => layer.Id)
            .ToDictionary(same => same.Key, same => same.First());
        await Parallel.ForEachAsync(
            shipment.Send,
            new ParallelOptions { MaxDegreeOfParallelism = Channels, CancellationToken = cancel },
            async (layer, token) =>
                await channel.SendAsync(layer, () => archive.Open(sources[layer]), token)
        );
        if (!shipment.Complete && !there.Arrived.Contains(archive.Id))
            await channel.SendAsync(
                archive.Id,
                () => new MemoryStream(archive.Configuration),
                cancel
            );
        // Its own session: loading takes its time, and the shell is wanted for signs of life.
        var loaded = await host.Remote.SendAsync(
            host.Change(
                "image_load",
                [archive.Id.Hex, tag, .. archive.Config.Layers.Select(layer => layer.Hex)]
            ),
            _ => Task.CompletedTask,
            cancel
        );
        return (loaded, shipment.Send.Count);
    }

    private async Task<HostImages> LookAsync(CancellationToken cancel)
    {
        var seen = await host.Remote.RunAsync(host.Look("images", host.Root), Patience, cancel);
        return seen.Succeeded && HostImages.Read(seen.Output) is { } images
            ? images
            : throw new RemoteCommandFailed(
                $"docker on {host.Remote.Name} cannot be used",
                "the host's own words stand above",
                seen.Output + seen.Error
            );
    }

    private void RequirePlatform(ImageArchive archive, ImagePlatform platform)
    {
        if (!archive.Config.Platform.RunsOn(platform))
            throw new BadInput(
                $"the image was built for {archive.Config.Platform}, and {host.Remote.Name} runs {platform}",
                $"build it with `--platform {platform}`; nothing was sent"
            );
    }

    /// <summary>What docker made of the archive must be what was sent, layer by layer and by name.</summary>
    private async Task<Digest> VerifyAsync(
        ImageArchive archive,
        string output,
        CancellationToken cancel
    )
    {
        var id = Digest.Parse(output.Trim());
        var seen = await host.Remote.RunAsync(
            host.Look("image_info", output.Trim()),
            Patience,
            cancel
        );
        var info = ImageInfo.Read(seen.Output);
        // An image store of containerd names an image by its manifest; its layers tell all the same what it is.
        return
            id is { } found && info is not null && info.Layers.SequenceEqual(archive.Config.Layers)
            ? found
            : throw new RemoteCommandFailed(
                $"docker on {host.Remote.Name} loaded another image than {archive.Id.Short}",
                "run again; should it happen again, restart docker on the host",
                output + seen.Output + seen.Error
            );
    }
}
