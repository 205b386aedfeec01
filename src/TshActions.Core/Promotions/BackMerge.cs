namespace TshActions.Core.Promotions;

/// <summary>What the branch of production has and the one before lacks, on its way back.</summary>
/// <param name="Commits">Newest last.</param>
/// <param name="Files">How many files differ by them; 0 after a squash, where only history does.</param>
/// <param name="Conflicts">Whether they can be merged; null while GitHub does not know.</param>
public sealed record BackMerge(
    string From,
    string To,
    IReadOnlyList<ConventionalCommit> Commits,
    int Files,
    bool? Conflicts
)
{
    public string Title => $"Bring {From} back to {To}";

    public string Body =>
        $"""
            `{From}` has {Promotion.Changes(Commits.Count)} that `{To}` lacks. {Why}

            {string.Join(
                '\n',
                Commits.TakeLast(100).Select(commit =>
                    $"- {PromotionText.Harmless(commit.Subject)} ({commit.Sha[..7]})"
                )
            )}

            Merge it with a merge commit: a squash would leave the histories apart, and the next promotion would list all of it again.
            {(Conflicts is true ? Solve : "")}
            """.TrimEnd();

    private string Why =>
        Files is 0
            ? "No file differs: they are what squashing or merging left behind, and without them the next promotion shows old commits and conflicts that are none."
            : $"{(Files is 1 ? "1 file differs" : $"{Files} files differ")}: until that is back, the next promotion takes it out of production again.";

    private string Solve =>
        $"""

            **It conflicts.** On your machine:

            ```sh
            git fetch origin && git checkout {To} && git pull
            git merge origin/{From}   # solve, then: git commit
            git push origin {To}
            ```
            """;
}
