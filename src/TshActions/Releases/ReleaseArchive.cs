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
            if (
                exclude.Any(pattern =>
                    FileSystemName.MatchesSimpleExpression(pattern, entry.Name, ignoreCase: false)
                )
            )
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
