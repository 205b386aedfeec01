namespace TshActions.Core.Images;

/// <summary>What must travel so that a host has an image.</summary>
/// <param name="Complete">The host's docker has the very image; nothing travels.</param>
/// <param name="Send">Layers neither docker nor the folder of layers on their way has, each once, from the lowest up.</param>
public sealed record ImageShipment(bool Complete, IReadOnlyList<Digest> Send)
{
    /// <summary>
    /// Docker finds a layer by its chain, which is the layer and all below it: a layer on top of others is another one to
    /// it. So what it has of an image is the longest common beginning with an image it has.
    /// </summary>
    /// <param name="trustDocker">False once docker refused an archive without the layers it was thought to have.</param>
    public static ImageShipment Plan(
        Digest image,
        IReadOnlyList<Digest> layers,
        HostImages host,
        bool trustDocker
    )
    {
        if (host.Images.ContainsKey(image))
            return new ImageShipment(true, []);
        var common = trustDocker
            ? host
                .Images.Values.Select(other => CommonBeginning(layers, other))
                .DefaultIfEmpty(0)
                .Max()
            : 0;
        return new ImageShipment(
            false,
            [.. layers.Skip(common).Distinct().Where(layer => !host.Arrived.Contains(layer))]
        );
    }

    private static int CommonBeginning(IReadOnlyList<Digest> layers, IReadOnlyList<Digest> other) =>
        layers.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
}

/// <summary>What a host has of images.</summary>
/// <param name="Images">Layers from the lowest up of each image its docker has.</param>
/// <param name="Arrived">Whole, verified layers in the folder of layers on their way.</param>
/// <param name="ContainerdStore">Docker keeps images in containerd; it then names an image by its manifest, not by its configuration.</param>
public sealed record HostImages(
    ImagePlatform Platform,
    bool ContainerdStore,
    IReadOnlyDictionary<Digest, IReadOnlyList<Digest>> Images,
    IReadOnlySet<Digest> Arrived
)
{
    /// <summary>Reads what `tsh-host images` printed, or null when the platform is not in it.</summary>
    public static HostImages? Read(string output)
    {
        ImagePlatform? platform = null;
        var containerd = false;
        Dictionary<Digest, IReadOnlyList<Digest>> images = [];
        HashSet<Digest> arrived = [];
        foreach (var line in output.Split('\n'))
            switch (line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                case ["platform", var text]:
                    platform = ImagePlatform.Parse(text);
                    break;
                case ["store", "containerd"]:
                    containerd = true;
                    break;
                case ["image", var id, .. var layers] when Digest.Parse(id) is { } image:
                    images[image] = [.. layers.Select(Digest.Parse).OfType<Digest>()];
                    break;
                case ["arrived", var hex] when Digest.ParseHex(hex) is { } layer:
                    arrived.Add(layer);
                    break;
            }

        return platform is null ? null : new HostImages(platform, containerd, images, arrived);
    }
}
