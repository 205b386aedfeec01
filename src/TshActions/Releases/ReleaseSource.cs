using TshActions.Core.Images;
using TshActions.Images;

namespace TshActions.Releases;

/// <summary>Where a release comes from.</summary>
public abstract record ReleaseSource
{
    /// <summary>A local folder, for systemd slots.</summary>
    public sealed record Folder(string Path) : ReleaseSource;

    /// <summary>A local archive of an image, for docker slots.</summary>
    /// <param name="Shown">The path as the team wrote it.</param>
    public sealed record Archive(string Path, string Shown) : ReleaseSource;

    /// <summary>An image in a registry, for docker slots.</summary>
    /// <param name="Login">Null for an image everybody may pull.</param>
    public sealed record Registry(ImageSource.InRegistry Image, RegistryLogin? Login)
        : ReleaseSource;
}
