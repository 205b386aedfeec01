using TshActions.Core.Preflight;

namespace TshActions.Preflight;

/// <summary>Reads the critical paths of the checkout for what is not finished.</summary>
internal static class PathScan
{
    /// <summary>Nothing a person wrote is longer.</summary>
    private const long LargestFile = 5_000_000;

    public static RowFinding Of(string workspace, IReadOnlyList<string> paths)
    {
        if (paths.Count is 0)
            return new RowFinding.Good("no critical path is named");
        var missing = paths.Where(path => !Exists(Path.Combine(workspace, path))).ToList();
        if (missing.Count > 0)
            return new RowFinding.Bad(
                $"not there: {string.Join(", ", missing)}",
                "mend `preflight.critical-paths`, or check the repository out before this step"
            );
        var files = paths.SelectMany(path => Files(Path.Combine(workspace, path))).ToList();
        var marks = files
            .SelectMany(file =>
                TodoMarks
                    .Lines(File.ReadLines(file))
                    .Select(line => new RowPlace(
                        Path.GetRelativePath(workspace, file),
                        line,
                        "Not finished, and it is deployed to clients"
                    ))
            )
            .ToList();
        return marks.Count is 0
            ? new RowFinding.Good($"{files.Count} files read")
            : new RowFinding.Bad(
                $"{marks.Count}: {string.Join(", ", marks.Take(5).Select(mark => $"{mark.Path}:{mark.Line}"))}{(marks.Count > 5 ? ", …" : "")}",
                "finish it, or say in a ticket what is left"
            )
            {
                Places = marks,
            };
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    /// <summary>Links lead elsewhere, and what holds a zero byte is no text.</summary>
    private static IEnumerable<string> Files(string path) =>
        (
            File.Exists(path)
                ? [path]
                : Directory.EnumerateFiles(
                    path,
                    "*",
                    new EnumerationOptions
                    {
                        RecurseSubdirectories = true,
                        AttributesToSkip = FileAttributes.ReparsePoint,
                    }
                )
        )
            .Where(file => new FileInfo(file).Length <= LargestFile && IsText(file))
            .Order(StringComparer.Ordinal);

    private static bool IsText(string file)
    {
        using var stream = File.OpenRead(file);
        Span<byte> head = stackalloc byte[1024];
        return !head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]
            .Contains((byte)0);
    }
}
