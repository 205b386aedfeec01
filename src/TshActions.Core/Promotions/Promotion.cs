using TshActions.Core.Preflight;

namespace TshActions.Core.Promotions;

/// <summary>What goes from one environment to the next, and what is known of it.</summary>
/// <param name="From">The branch that deploys to <paramref name="Staging"/>.</param>
/// <param name="To">The branch that deploys to <paramref name="Production"/>.</param>
/// <param name="Commits">New ones, newest last; merges are left out.</param>
/// <param name="Untold">How many more there are than GitHub lists.</param>
/// <param name="Tested">What ran on staging and how it ended; null where nothing of these files did.</param>
/// <param name="Checks">Of the commit that would be merged.</param>
/// <param name="Manual">Lines that only people tick.</param>
/// <param name="IsHotfix">By its label.</param>
public sealed record Promotion(
    string Staging,
    string Production,
    string From,
    string To,
    IReadOnlyList<ConventionalCommit> Commits,
    int Untold,
    PromotedFiles Files,
    StagingProof Proof,
    TestedRelease? Tested,
    RowFinding Checks,
    bool Migrates,
    IReadOnlyList<string> Manual,
    bool IsHotfix
)
{
    /// <summary>How titles of ours begin; one that a person wrote is left alone.</summary>
    public const string Prefix = "Deploy: ";

    public string Title =>
        $"{(IsHotfix ? "Hotfix: " : Prefix)}{Changes(Commits.Count + Untold)} from {From} to {Production}";

    internal static string Changes(int count) => $"{count} change{(count is 1 ? "" : "s")}";
}

/// <summary>What of the files that changed a reviewer must know of.</summary>
/// <param name="Migrations">New revision files.</param>
/// <param name="Settings">Files that name the variables of the application.</param>
/// <param name="Packages">Files that name other people's code.</param>
/// <param name="IsCut">Whether GitHub listed only the first three hundred.</param>
public sealed record PromotedFiles(
    int Count,
    IReadOnlyList<string> Migrations,
    IReadOnlyList<string> Settings,
    IReadOnlyList<string> Packages,
    bool IsCut
)
{
    private static readonly string[] PackageFiles =
    [
        "requirements.txt",
        "pyproject.toml",
        "poetry.lock",
        "uv.lock",
        "package.json",
        "package-lock.json",
        "pubspec.yaml",
        "Dockerfile",
    ];

    /// <param name="files">Paths, and whether each is new.</param>
    public static PromotedFiles Of(IReadOnlyList<(string Path, bool IsNew)> files) =>
        new(
            files.Count,
            [
                .. files
                    .Where(file =>
                        file.IsNew
                        && file.Path.Contains("versions/", StringComparison.Ordinal)
                        && file.Path.EndsWith(".py", StringComparison.Ordinal)
                    )
                    .Select(file => file.Path),
            ],
            [
                .. files
                    .Select(file => file.Path)
                    .Where(path => Name(path).StartsWith(".env", StringComparison.Ordinal)),
            ],
            [.. files.Select(file => file.Path).Where(path => PackageFiles.Contains(Name(path)))],
            files.Count >= 300
        );

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];
}

/// <summary>A release on staging, as its record tells.</summary>
/// <param name="Note">What the gate said of it.</param>
/// <param name="Took">From its begin to its end.</param>
/// <param name="Drift">Verdict of schema-drift-check; null where it was not asked.</param>
public sealed record TestedRelease(
    string Release,
    string Note,
    TimeSpan Took,
    string? Drift,
    string? BackwardCompatible,
    string Run
);
