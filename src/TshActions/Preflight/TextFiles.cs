using System.Text;

namespace TshActions.Preflight;

/// <summary>The files of a checkout that a person can read.</summary>
internal static class TextFiles
{
    /// <summary>Bytes; longer ones are data.</summary>
    public const long Largest = 1_000_000;

    /// <summary>Others put these there, and none of them is committed.</summary>
    private static readonly string[] NotOurs = [".git", "node_modules", ".venv", ".tsh"];

    /// <summary>Every path, as the workspace sees it.</summary>
    public static IEnumerable<string> Names(string workspace) =>
        Files(new DirectoryInfo(workspace))
            .Select(file => Path.GetRelativePath(workspace, file.FullName));

    /// <param name="below">A file or a folder of the workspace.</param>
    /// <returns>Each path, as the workspace sees it, with its text.</returns>
    public static IEnumerable<(string Path, string Text)> In(string workspace, string below = "")
    {
        var top = Path.Combine(workspace, below);
        return (File.Exists(top) ? [new FileInfo(top)] : Files(new DirectoryInfo(top)))
            // A pipe or a socket has no bytes, and reading one would wait for ever.
            .Where(file => file.Length is > 0 and <= Largest)
            .Select(file =>
                (
                    Path: Path.GetRelativePath(workspace, file.FullName),
                    Text: Text(File.ReadAllBytes(file.FullName))
                )
            )
            .Where(file => file.Text is not null)!;
    }

    /// <returns>Null for what is no text.</returns>
    public static string? Text(byte[] content) =>
        content.AsSpan().Contains((byte)0) ? null : Encoding.UTF8.GetString(content);

    /// <summary>Links lead elsewhere.</summary>
    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) =>
        folder
            .EnumerateFileSystemInfos()
            .Where(entry =>
                !entry.Attributes.HasFlag(FileAttributes.ReparsePoint)
                && !NotOurs.Contains(entry.Name)
            )
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .SelectMany(entry => entry is DirectoryInfo inner ? Files(inner) : [(FileInfo)entry]);
}
