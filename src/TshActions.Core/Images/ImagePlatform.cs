namespace TshActions.Core.Images;

/// <summary>What an image was built for, or what a host runs, in the words of GOOS and GOARCH.</summary>
/// <param name="Variant">Like <c>v7</c> of arm; empty where it does not matter.</param>
public sealed record ImagePlatform(string Os, string Architecture, string Variant)
{
    /// <summary>Reads <c>linux/amd64</c> or <c>linux/arm/v7</c>, or null.</summary>
    public static ImagePlatform? Parse(string text) =>
        text.Split('/') switch
        {
            [{ Length: > 0 } os, { Length: > 0 } architecture] => new(os, architecture, ""),
            [{ Length: > 0 } os, { Length: > 0 } architecture, var variant] => new(
                os,
                architecture,
                variant
            ),
            _ => null,
        };

    /// <summary>
    /// Whether this image runs on <paramref name="host"/> without emulation. The variant of a host is seldom known, and a
    /// newer one runs what was built for an older: only one that is known to be too old is a no.
    /// </summary>
    public bool RunsOn(ImagePlatform host) =>
        Os == host.Os
        && Architecture == host.Architecture
        && (Architecture is not "arm" || Level(host) is 0 || Level(this) <= Level(host));

    public override string ToString() =>
        Variant.Length > 0 ? $"{Os}/{Architecture}/{Variant}" : $"{Os}/{Architecture}";

    private static int Level(ImagePlatform platform) =>
        int.TryParse(platform.Variant.TrimStart('v'), out var level) ? level : 0;
}
