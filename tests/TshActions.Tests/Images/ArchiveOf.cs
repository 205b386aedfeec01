using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using TshActions.Core.Images;

namespace TshActions.Tests.Images;

/// <summary>Archives as docker writes them, and as it never would.</summary>
internal static class ArchiveOf
{
    public static byte[] Layer(string content) => Encoding.UTF8.GetBytes(content);

    public static byte[] Config(params IEnumerable<byte[]> layers) =>
        Encoding.UTF8.GetBytes(
            $$$"""
            {"os":"linux","architecture":"arm64","variant":"v8","config":{"User":"erp","ExposedPorts":{"8000/tcp":{}},
             "Healthcheck":{"Test":["CMD","true"]}},
             "rootfs":{"type":"layers","diff_ids":[{{{string.Join(
                ',',
                layers.Select(layer => $"\"{Digest.Of(layer)}\"")
            )}}}]}}
            """
        );

    public static byte[] Manifest(string config, params IEnumerable<string> layers) =>
        Encoding.UTF8.GetBytes(
            $$"""[{"Config":"{{config}}","RepoTags":["erp:v1"],"Layers":[{{string.Join(',', layers.Select(layer => $"\"{layer}\""))}}]}]"""
        );

    public static byte[] Gzip(byte[] content)
    {
        var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
            zip.Write(content);
        return zipped.ToArray();
    }

    /// <summary>A tar of files, and of links where a name ends in `→` and its target.</summary>
    public static byte[] Tar(params IEnumerable<(string Name, byte[] Content)> files)
    {
        var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
            foreach (var (name, content) in files)
                tar.WriteEntry(
                    name.Split('→') is [var link, var target]
                        ? new PaxTarEntry(TarEntryType.SymbolicLink, link) { LinkName = target }
                        : new PaxTarEntry(TarEntryType.RegularFile, name)
                        {
                            DataStream = new MemoryStream(content),
                        }
                );
        return archive.ToArray();
    }

    /// <summary>As docker before 25 writes it: a folder for each layer, the list last.</summary>
    public static byte[] Folders() =>
        Tar(
            ("1/VERSION", Layer("1.0")),
            ("1/layer.tar", Layer("one")),
            ("2/layer.tar→../1/layer.tar", []),
            ("3/layer.tar", Layer("three")),
            ("config.json", Config(Layer("one"), Layer("one"), Layer("three"))),
            ("manifest.json", Manifest("config.json", "1/layer.tar", "2/layer.tar", "3/layer.tar"))
        );

    /// <summary>As docker 25 and later writes it: an OCI layout with blobs, here with one layer compressed.</summary>
    public static byte[] Blobs() =>
        Tar(
            ("blobs/sha256/c", Config(Layer("one"), Layer("two"))),
            ("blobs/sha256/1", Gzip(Layer("one"))),
            ("blobs/sha256/2", Layer("two")),
            ("index.json", Layer("{}")),
            ("manifest.json", Manifest("blobs/sha256/c", "blobs/sha256/1", "blobs/sha256/2")),
            ("oci-layout", Layer("{}"))
        );
}
