using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace TshActions.Releases;

/// <summary>A release folder as one compressed stream.</summary>
public static class ReleaseArchive
{
    /// <summary>
    /// Writes the folder's content as tar, gzip, and the list of its sums behind it; modes and times of files are kept,
    /// owners are not.
    /// </summary>
    /// <param name="exclude">Names left out wherever they stand; `*` stands for any characters. `.git` always is.</param>
    /// <returns>How many files of the folder were written.</returns>
    public static async Task<int> WriteAsync(
        string folder,
        IReadOnlyList<string> exclude,
        string sums,
        Stream to,
        CancellationToken cancel
    )
    {
        await using var zip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true);
        await using var tar = new TarWriter(zip, TarEntryFormat.Pax, leaveOpen: true);
        var files = 0;
        foreach (var (entry, name) in ReleaseFiles.Of(folder, exclude))
        {
            try
            {
                await tar.WriteEntryAsync(entry.FullName, name, cancel);
            }
            catch (Exception error) when (IsOfTheFile(error))
            {
                throw CannotBeCarried(name, error);
            }

            files += ReleaseFiles.IsFolder(entry) ? 0 : 1;
        }

        await tar.WriteEntryAsync(
            new PaxTarEntry(TarEntryType.RegularFile, ReleaseSums.Name)
            {
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes(sums)),
            },
            cancel
        );
        return files;
    }

    internal static BadInput CannotBeCarried(string name, Exception error) =>
        new(
            $"`{name}` of the release cannot be carried: {error.Message}",
            "remove it, or leave it out with `release.exclude`"
        );

    /// <summary>Sockets and devices, files one may not read, files that vanish; not the stream to the host.</summary>
    internal static bool IsOfTheFile(Exception error) =>
        error is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException
        || error is IOException { InnerException: null } and not { HResult: 32 };
}
