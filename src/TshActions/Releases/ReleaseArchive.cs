using System.Formats.Tar;
using System.IO.Compression;
using System.IO.Enumeration;

namespace TshActions.Releases;

/// <summary>A release folder as one compressed stream.</summary>
public static class ReleaseArchive
{
    /// <summary>Writes the folder's content as tar, gzip; modes and times of files are kept, owners are not.</summary>
    /// <param name="exclude">Names left out wherever they stand; `*` stands for any characters. `.git` always is.</param>
    /// <returns>How many files were written.</returns>
    public static async Task<int> WriteAsync(
        string folder,
        IReadOnlyList<string> exclude,
        Stream to,
        CancellationToken cancel
    )
    {
        await using var zip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true);
        await using var tar = new TarWriter(zip, TarEntryFormat.Pax, leaveOpen: true);
        return await WriteFolderAsync(
            tar,
            new DirectoryInfo(folder),
            "",
            [".git", .. exclude],
            cancel
        );
    }

    /// <summary>What would be carried: files, and their bytes before compression.</summary>
    public static (int Files, long Bytes) Measure(string folder, IReadOnlyList<string> exclude) =>
        Measure(new DirectoryInfo(folder), [".git", .. exclude]);

    private static (int Files, long Bytes) Measure(
        DirectoryInfo folder,
        IReadOnlyList<string> exclude
    )
    {
        var (files, bytes) = (0, 0L);
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (IsExcluded(entry, exclude))
                continue;
            var (inner, size) = entry switch
            {
                DirectoryInfo { LinkTarget: null } within => Measure(within, exclude),
                FileInfo { LinkTarget: null } file => (1, file.Length),
                _ => (1, 0L),
            };
            (files, bytes) = (files + inner, bytes + size);
        }

        return (files, bytes);
    }

    private static bool IsExcluded(FileSystemInfo entry, IReadOnlyList<string> exclude) =>
        exclude.Any(pattern =>
            FileSystemName.MatchesSimpleExpression(pattern, entry.Name, ignoreCase: false)
        );

    private static async Task<int> WriteFolderAsync(
        TarWriter tar,
        DirectoryInfo folder,
        string prefix,
        IReadOnlyList<string> exclude,
        CancellationToken cancel
    )
    {
        var files = 0;
        foreach (
            var entry in folder
                .EnumerateFileSystemInfos()
                .OrderBy(entry => entry.Name, StringComparer.Ordinal)
        )
        {
            if (IsExcluded(entry, exclude))
                continue;
            var name = prefix + entry.Name;
            try
            {
                await tar.WriteEntryAsync(entry.FullName, name, cancel);
            }
            catch (Exception error) when (IsOfTheFile(error))
            {
                throw new BadInput(
                    $"`{name}` of the release cannot be carried: {error.Message}",
                    "remove it, or leave it out with `release.exclude`"
                );
            }

            // A link to a folder is carried as the link it is.
            if (entry is DirectoryInfo { LinkTarget: null } inner)
                files += await WriteFolderAsync(tar, inner, name + "/", exclude, cancel);
            else
                files++;
        }

        return files;
    }

    /// <summary>Sockets and devices, files one may not read, files that vanish; not the stream to the host.</summary>
    private static bool IsOfTheFile(Exception error) =>
        error is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException
        || error is IOException { InnerException: null } and not { HResult: 32 };
}
