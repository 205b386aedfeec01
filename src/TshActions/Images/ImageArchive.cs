using System.IO.Compression;
using System.Text.Json;
using TshActions.Core.Images;

namespace TshActions.Images;

/// <summary>One layer in an archive.</summary>
/// <param name="Id">sha256 of its uncompressed content.</param>
/// <param name="Stored">Bytes it takes in the archive.</param>
public sealed record ImageLayer(Digest Id, long Stored)
{
    internal long Offset { get; init; }
}

/// <summary>
/// An image as `docker save` writes it, of any age of docker: `manifest.json` names the configuration and the layers,
/// which stand in folders of their own or as blobs of an OCI layout, compressed or not. Nothing of it is held in memory.
/// </summary>
public sealed class ImageArchive : IAsyncDisposable
{
    // The keys of docker's manifest.json; they only look like the properties below.
    private const string ConfigKey = "Config";
    private const string LayersKey = "Layers";

    private readonly FileStream _archive;

    private ImageArchive(
        FileStream archive,
        byte[] configuration,
        ImageConfig config,
        IReadOnlyList<string> tags,
        IReadOnlyList<ImageLayer> layers
    ) =>
        (_archive, Configuration, Config, Tags, Layers) = (
            archive,
            configuration,
            config,
            tags,
            layers
        );

    /// <summary>The image's id: the digest of its configuration.</summary>
    public Digest Id => Digest.Of(Configuration);

    public byte[] Configuration { get; }

    public ImageConfig Config { get; }

    /// <summary>Names the image had where it was saved.</summary>
    public IReadOnlyList<string> Tags { get; }

    public IReadOnlyList<ImageLayer> Layers { get; }

    /// <param name="path">Of a tar archive, also gzip-compressed.</param>
    /// <param name="shown">What messages call it: the path as the team wrote it.</param>
    /// <exception cref="BadInput">It holds no image, several, or only a part of one.</exception>
    public static Task<ImageArchive> OpenAsync(
        string path,
        string shown,
        CancellationToken cancel
    ) => OpenAsync(path, shown, Path.GetTempPath(), cancel);

    /// <param name="room">Folder a compressed archive is unpacked into.</param>
    internal static async Task<ImageArchive> OpenAsync(
        string path,
        string shown,
        string room,
        CancellationToken cancel
    )
    {
        FileStream? archive = null;
        try
        {
            archive = await UnzippedArchive.OpenAsync(path, room, cancel);
            var entries = await ArchiveEntries.ReadAsync(archive, cancel);
            return await ReadAsync(archive, entries, shown, cancel);
        }
        catch (Exception error)
        {
            if (archive is not null)
                await archive.DisposeAsync();
            throw error switch
            {
                TruncatedArchive => ArchiveProblems.Truncated(shown),
                InvalidDataException or FormatException or JsonException =>
                    ArchiveProblems.NoArchive(shown, error.Message),
                CannotUnpack => ArchiveProblems.NoRoom(shown, room, error.Message),
                IOException or UnauthorizedAccessException => ArchiveProblems.Unreadable(
                    shown,
                    error.Message
                ),
                _ => error,
            };
        }
    }

    /// <summary>A layer's uncompressed content, from a stream of its own: several may be read at once.</summary>
    public Stream Open(ImageLayer layer)
    {
        // By handle, not by name: an unzipped archive has no name any more.
        var stored = new StoredStream(_archive.SafeFileHandle, layer.Offset, layer.Stored);
        return stored.StartsWith(UnzippedArchive.GzipMark)
            ? new GZipStream(stored, CompressionMode.Decompress)
            : stored;
    }

    public ValueTask DisposeAsync() => _archive.DisposeAsync();

    private static async Task<ImageArchive> ReadAsync(
        FileStream archive,
        ArchiveEntries entries,
        string shown,
        CancellationToken cancel
    )
    {
        if (await ContentAsync("manifest.json") is not { } manifest)
            throw ArchiveProblems.NoImage(shown, entries.Has("index.json"));
        using var list = JsonDocument.Parse(manifest);
        if (
            list.RootElement is not { ValueKind: JsonValueKind.Array } images
            || images.GetArrayLength() is 0
        )
            throw ArchiveProblems.NoImage(shown, ociLayout: false);
        if (images.GetArrayLength() > 1)
            throw ArchiveProblems.Several(shown, [.. images.EnumerateArray().SelectMany(Tagged)]);
        var image = images[0];
        if (Named(image, ConfigKey) is not [var named])
            throw ArchiveProblems.NoArchive(shown, "Its manifest.json names no configuration.");
        var configuration =
            await ContentAsync(named) ?? throw ArchiveProblems.Incomplete(shown, named);
        var config =
            ImageConfig.Parse(configuration) ?? throw ArchiveProblems.NoConfiguration(shown, named);
        if (Named(image, LayersKey) is not { } files)
            throw ArchiveProblems.NoArchive(shown, "Its manifest.json names no layers.");
        var layers = config
            .Layers.Zip(files)
            .Select(pair =>
                entries.Find(pair.Second) is { } found
                    ? new ImageLayer(pair.First, found.Length) { Offset = found.Offset }
                    : throw ArchiveProblems.Incomplete(shown, pair.Second)
            )
            .ToList();
        return layers.Count == config.Layers.Count && layers.Count == files.Count
            ? new ImageArchive(archive, configuration, config, [.. Tagged(image)], layers)
            : throw ArchiveProblems.Incomplete(shown, "a layer");

        async Task<byte[]?> ContentAsync(string name)
        {
            if (entries.Find(name) is not { Length: <= 64 << 20 } found)
                return null;
            var content = new byte[found.Length];
            archive.Position = found.Offset;
            await archive.ReadExactlyAsync(content, cancel);
            return content;
        }
    }

    /// <summary>The names under a key, one or a list; null where anything else stands.</summary>
    private static IReadOnlyList<string>? Named(JsonElement image, string key)
    {
        if (
            image.ValueKind is not JsonValueKind.Object
            || !image.TryGetProperty(key, out var value)
        )
            return null;
        JsonElement[] names =
            value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        return names.All(name => name.ValueKind is JsonValueKind.String)
            ? [.. names.Select(name => name.GetString()!)]
            : null;
    }

    private static IEnumerable<string> Tagged(JsonElement image) =>
        image.ValueKind is JsonValueKind.Object
        && image.TryGetProperty("RepoTags", out var tags)
        && tags.ValueKind is JsonValueKind.Array
            ? tags.EnumerateArray().Select(tag => tag.ToString())
            : [];
}
