namespace TshActions.Core.Promotions;

/// <summary>Commits in the order in which a reviewer wants to know of them.</summary>
public static class ChangeGroups
{
    private static readonly (string Title, string[] Types)[] Known =
    [
        ("Features", ["feat"]),
        ("Fixes", ["fix", "hotfix"]),
        ("Faster", ["perf"]),
        ("Taken back", ["revert"]),
        ("Changed inside", ["refactor", "style"]),
        ("Documentation", ["docs"]),
        ("Tests", ["test"]),
        ("Build and pipeline", ["build", "ci", "chore"]),
    ];

    /// <summary>Each commit once: what breaks first, what says no type last.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<ConventionalCommit> Commits)> Of(
        IReadOnlyList<ConventionalCommit> commits
    ) =>
        [
            .. Known
                .Select(group => group.Title)
                .Prepend(Breaking)
                .Append(Others)
                .Select(title =>
                    (
                        title,
                        (IReadOnlyList<ConventionalCommit>)
                            [.. commits.Where(one => Title(one) == title)]
                    )
                )
                .Where(group => group.Item2.Count > 0),
        ];

    private const string Breaking = "Breaking";
    private const string Others = "Others";

    private static string Title(ConventionalCommit commit) =>
        commit.IsBreaking
            ? Breaking
            : Known.FirstOrDefault(group => group.Types.Contains(commit.Type)).Title ?? Others;
}
