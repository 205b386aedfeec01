using System.Formats.Tar;
using TshActions.Core.Credentials;
using TshActions.Core.Images;
using TshActions.Core.Preflight;
using TshActions.Images;
using TshActions.Manifest;

namespace TshActions.Preflight;

/// <summary>Reads an image that is there as an archive: what it says of itself, and each of its layers.</summary>
internal static class ImageLook
{
    /// <summary>What comes with packages is not what a team forgot in its image.</summary>
    private static readonly string[] NotOurs =
    [
        "usr/lib/",
        "usr/share/",
        "site-packages/",
        "dist-packages/",
        "node_modules/",
    ];

    /// <param name="image">As the input has it; empty where none was given.</param>
    /// <exception cref="BadInput">It is no image.</exception>
    public static async Task LookAsync(
        Looks looks,
        DockerSpec docker,
        PreflightSpec spec,
        string path,
        string image,
        CancellationToken cancel
    )
    {
        looks.Into(
            Checklist.ResourceLimits,
            ImageLines.Limits(docker.Memory, docker.Cpus, docker.Pids)
        );
        if (image.Length is 0)
            return;
        if (ImageSource.Read(image, File.Exists(path)) is not ImageSource.Archive)
        {
            // A registry's image is looked at where it is built.
            var blind = new RowFinding.Blind(
                "it is in a registry, and only an archive is read here",
                "look at it where it is built, with `image` the archive that `docker save` makes, or turn this line off"
            );
            foreach (
                var row in new[]
                {
                    Checklist.NoCredentialsInImage,
                    Checklist.ImageSize,
                    Checklist.ImageHealthCheck,
                }
            )
                looks.Into(row, blind);
            return;
        }

        await using var archive = await ImageArchive.OpenAsync(path, image, cancel);
        looks.Into(
            Checklist.ImageHealthCheck,
            ImageLines.HealthCheck(archive.Config.HasHealthCheck, docker.Health)
        );
        List<FoundCredential> found =
        [
            .. archive.Config.Words.SelectMany(word =>
                CredentialScan.Of("its configuration", word)
            ),
        ];
        var (bytes, files) = (0L, 0);
        foreach (var (at, layer) in archive.Layers.Index())
        {
            await using var content = archive.Open(layer);
            try
            {
                var (read, unpacked) = await ReadAsync(
                    content,
                    spec.CredentialsAllowedIn,
                    found,
                    cancel
                );
                files += read;
                bytes += unpacked;
            }
            catch (Exception error) when (error is InvalidDataException or IOException)
            {
                throw ArchiveProblems.NoArchive(image, $"its layer {at + 1}: {error.Message}");
            }
        }
        looks.Into(Checklist.ImageSize, ImageLines.Size(bytes, spec.ImageMaxSize));
        looks.Into(
            Checklist.NoCredentialsInImage,
            NoCredentials.Of(
                found,
                $"{files} files in {archive.Layers.Count} layers read",
                CredentialPlace.Image
            )
        );
    }

    private static async Task<(int Files, long Bytes)> ReadAsync(
        Stream layer,
        IReadOnlyList<string> allowedIn,
        List<FoundCredential> found,
        CancellationToken cancel
    )
    {
        await using var tar = new TarReader(layer, leaveOpen: true);
        var (files, bytes) = (0, 0L);
        while (await tar.GetNextEntryAsync(copyData: false, cancel) is { } entry)
        {
            bytes += entry.Length;
            var path = entry.Name.TrimStart('.', '/');
            if (
                entry.DataStream is not { } data
                || entry.Length > TextFiles.Largest
                || NotOurs.Any(folder =>
                    $"/{path}".Contains($"/{folder}", StringComparison.Ordinal)
                )
                || CredentialLook.IsAllowed(path, allowedIn)
            )
                continue;
            var content = new byte[entry.Length];
            await data.ReadExactlyAsync(content, cancel);
            if (TextFiles.Text(content) is not { } text)
                continue;
            files++;
            found.AddRange(CredentialScan.Of(path, text));
        }
        return (files, bytes);
    }
}
