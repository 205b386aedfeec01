using System.IO.Enumeration;

namespace TshActions.Releases;

/// <summary>What of a release folder is carried to a host, in an order that is the same everywhere.</summary>
internal static class ReleaseFiles
{
    /// <param name="exclude">Names left out wherever they stand; `*` stands for any characters. `.git` always is.</param>
    /// <returns>Folders before what they hold; `Name` is the path from the release on, with slashes.</returns>
    public static IEnumerable<(FileSystemInfo Entry, string Name)> Of(
        string folder,
        IReadOnlyList<string> exclude
    ) => Within(new DirectoryInfo(folder), "", [".git", ReleaseSums.Name, .. exclude]);

    /// <summary>Files, and their bytes before compression.</summary>
    public static (int Files, long Bytes) Measure(string folder, IReadOnlyList<string> exclude)
    {
        var files = Of(folder, exclude).Where(item => !IsFolder(item.Entry)).ToList();
        return (files.Count, files.Sum(item => LengthOf(item.Entry, item.Name)));
    }

    /// <summary>A link to a folder is carried as the link it is.</summary>
    public static bool IsFolder(FileSystemInfo entry) =>
        entry is DirectoryInfo { LinkTarget: null };

    private static IEnumerable<(FileSystemInfo Entry, string Name)> Within(
        DirectoryInfo folder,
        string prefix,
        IReadOnlyList<string> exclude
    )
    {
        foreach (var entry in Entries(folder, prefix))
        {
            if (
                exclude.Any(pattern =>
                    FileSystemName.MatchesSimpleExpression(pattern, entry.Name, ignoreCase: false)
                )
            )
                continue;
            yield return (entry, prefix + entry.Name);
            if (IsFolder(entry))
                foreach (
                    var inner in Within((DirectoryInfo)entry, $"{prefix}{entry.Name}/", exclude)
                )
                    yield return inner;
        }
    }

    private static IReadOnlyList<FileSystemInfo> Entries(DirectoryInfo folder, string prefix)
    {
        try
        {
            return
            [
                .. folder
                    .EnumerateFileSystemInfos()
                    .OrderBy(entry => entry.Name, StringComparer.Ordinal),
            ];
        }
        catch (Exception error) when (ReleaseArchive.IsOfTheFile(error))
        {
            throw ReleaseArchive.CannotBeCarried(prefix is "" ? "." : prefix.TrimEnd('/'), error);
        }
    }

    private static long LengthOf(FileSystemInfo entry, string name)
    {
        try
        {
            return entry is FileInfo { LinkTarget: null } file ? file.Length : 0;
        }
        catch (Exception error) when (ReleaseArchive.IsOfTheFile(error))
        {
            throw ReleaseArchive.CannotBeCarried(name, error);
        }
    }
}
