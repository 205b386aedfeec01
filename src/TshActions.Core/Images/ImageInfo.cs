namespace TshActions.Core.Images;

/// <summary>What docker on a host says of an image it has.</summary>
/// <param name="Host">What the host itself runs.</param>
public sealed record ImageInfo(
    Digest Id,
    ImagePlatform Host,
    ImagePlatform Platform,
    IReadOnlyList<Digest> Layers
)
{
    /// <summary>Reads what `tsh-host image_info` printed, or null.</summary>
    public static ImageInfo? Read(string output)
    {
        var said = output
            .Split('\n')
            .Select(line => line.Split(' ', 2))
            .Where(words => words.Length is 2)
            .ToLookup(words => words[0], words => words[1]);
        return
            Digest.Parse(said["id"].FirstOrDefault() ?? "") is { } id
            && ImagePlatform.Parse(said["host"].FirstOrDefault() ?? "") is { } host
            && ImagePlatform.Parse(said["platform"].FirstOrDefault() ?? "") is { } platform
            ? new ImageInfo(
                id,
                host,
                platform,
                [
                    .. (said["layers"].FirstOrDefault() ?? "")
                        .Split(' ')
                        .Select(Digest.Parse)
                        .OfType<Digest>(),
                ]
            )
            : null;
    }
}
