namespace TshActions.Tests;

/// <summary>Where the repository stands, found from the test program, so that no test depends on the current folder.</summary>
internal static class Repository
{
    private const string Tests = "tests/TshActions.";

    // Folders that builds and package managers fill.
    private static readonly string[] Made = [".git", "artifacts", "node_modules", "bin", "obj"];

    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>A source file of a test as it stands here; in CI the compiler writes another root.</summary>
    public static string Source(string callerFilePath) =>
        PathOf(callerFilePath[callerFilePath.LastIndexOf(Tests, StringComparison.Ordinal)..]);

    /// <summary>Everything a commit could hold below a folder, as paths relative to the root.</summary>
    public static IReadOnlyList<string> Files(string below = "") =>
        [
            .. Entries(new DirectoryInfo(PathOf(below)))
                .Select(entry => Path.GetRelativePath(Root, entry.FullName)),
        ];

    public static IEnumerable<FileSystemInfo> Entries(DirectoryInfo folder) =>
        folder
            .EnumerateFileSystemInfos()
            .Where(entry => !Made.Contains(entry.Name))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .SelectMany(entry =>
                entry is DirectoryInfo { LinkTarget: null } inner ? Entries(inner) : [entry]
            );

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TshActions.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("TshActions.sln");
        return folder.FullName;
    }
}
