using System.Formats.Tar;

namespace TshActions.Images;

/// <summary>Where the files of a tar archive stand in it, so that each can be read by itself.</summary>
internal sealed class ArchiveEntries
{
    // A tar archive is made of blocks and ends with two empty ones (POSIX.1-2017 pax, ustar interchange format).
    private const int Block = 512;
    private const int EndMark = 2 * Block;

    private readonly Dictionary<string, (long Offset, long Length)> _files = [];
    private readonly Dictionary<string, string> _links = [];

    public bool Has(string name) => Find(name) is not null;

    /// <summary>Offset and length of a file's content, through links: `docker save` links equal layers.</summary>
    public (long Offset, long Length)? Find(string name)
    {
        var at = Plain(name);
        for (var hops = 0; hops < 16; hops++)
        {
            if (_files.TryGetValue(at, out var found))
                return found;
            if (!_links.TryGetValue(at, out var target))
                return null;
            at = target;
        }

        return null;
    }

    /// <exception cref="InvalidDataException">It is no tar archive, or not all of one.</exception>
    public static async Task<ArchiveEntries> ReadAsync(Stream archive, CancellationToken cancel)
    {
        var entries = new ArchiveEntries();
        await using var reader = new TarReader(archive, leaveOpen: true);
        try
        {
            while (await reader.GetNextEntryAsync(copyData: false, cancel) is { } entry)
                entries.Add(entry, archive.Length);
        }
        catch (EndOfStreamException)
        {
            throw new TruncatedArchive();
        }

        await RequireEndAsync(archive, cancel);
        return entries;
    }

    private void Add(TarEntry entry, long end)
    {
        var name = Plain(entry.Name);
        switch (entry.EntryType)
        {
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                if (entry.Length > 0 && entry.DataOffset + entry.Length > end)
                    throw new TruncatedArchive();
                _files[name] = (entry.DataOffset, entry.Length);
                break;
            case TarEntryType.HardLink:
                _links[name] = Plain(entry.LinkName);
                break;
            case TarEntryType.SymbolicLink:
                var folder = name.Contains('/') ? name[..(name.LastIndexOf('/') + 1)] : "";
                _links[name] = Plain(folder + entry.LinkName);
                break;
        }
    }

    private static async Task RequireEndAsync(Stream archive, CancellationToken cancel)
    {
        var mark = new byte[EndMark];
        if (archive.Length < EndMark || archive.Length % Block is not 0)
            throw new TruncatedArchive();
        archive.Position = archive.Length - EndMark;
        await archive.ReadExactlyAsync(mark, cancel);
        if (mark.AsSpan().ContainsAnyExcept((byte)0))
            throw new TruncatedArchive();
    }

    /// <summary>One spelling for `./a/b`, `a//b` and `a/x/../b`.</summary>
    private static string Plain(string name)
    {
        List<string> parts = [];
        foreach (var part in name.Split('/'))
            if (part is ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "." or ".."))
                parts.Add(part);
        return string.Join('/', parts);
    }
}

/// <summary>An archive ends before its end.</summary>
internal sealed class TruncatedArchive() : IOException("It ends in the middle.");
