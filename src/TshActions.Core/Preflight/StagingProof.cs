using TshActions.Core.Reports;

namespace TshActions.Core.Preflight;

/// <summary>
/// Whether these very files were deployed to staging and passed there. A git tree is the files with their names and
/// modes and nothing else: a squash, a merge or a rebase makes another commit of the same tree.
/// </summary>
/// <remarks>https://git-scm.com/book/en/v2/Git-Internals-Git-Objects</remarks>
public abstract record StagingProof(string Evidence)
{
    /// <param name="By">The deployment that proves it.</param>
    /// <param name="Expired">Whether it is older than allowed, and counts because production itself ran these files.</param>
    public sealed record Proven(string Evidence, StagedTree By, bool Expired)
        : StagingProof(Evidence);

    public sealed record Unproven(string Evidence, string Fix) : StagingProof(Evidence);

    /// <param name="staged">Deployments to staging, in any order.</param>
    /// <param name="released">Deployments to the environment itself: what ran there once may come back by a revert.</param>
    /// <param name="expiry">How long a proof counts.</param>
    public static StagingProof Of(
        string tree,
        IReadOnlyList<StagedTree> staged,
        IReadOnlyList<StagedTree> released,
        TimeSpan expiry,
        DateTimeOffset now,
        StagingWords words
    )
    {
        List<StagedTree> same =
        [
            .. staged
                .Where(one => one.Tree == tree && one.End is not StagingEnd.Broken)
                .OrderByDescending(one => one.At),
        ];
        if (same.Find(one => one.End is StagingEnd.Verified) is { } verified)
        {
            var age = now - verified.At;
            var evidence =
                $"the same files passed on {words.Staging} {Ago(age)} as {Short(verified.Commit)}";
            if (same[0] is { End: StagingEnd.Failed } failed)
                return new Unproven(
                    $"the same files passed on {words.Staging}, and failed there {Ago(now - failed.At)}",
                    $"look at {failed.Run}; deploy them to {words.Staging} again"
                );
            if (age <= expiry)
                return new Proven(evidence, verified, Expired: false);
            return
                released
                    .Where(one => one.Tree == tree && one.End is StagingEnd.Verified)
                    .MaxBy(one => one.At)
                    is { } ran
                ? new Proven(
                    $"{evidence}, and ran in {words.Production} {Ago(now - ran.At)}",
                    verified,
                    Expired: true
                )
                : new Unproven(
                    $"{evidence}, longer ago than {expiry.AsAge}",
                    $"deploy {words.Branch} to {words.Staging} again"
                );
        }
        return same switch
        {
            [{ End: StagingEnd.UnderWay } under, ..] => new Unproven(
                $"these files are being deployed to {words.Staging} right now",
                $"wait for {under.Run}, then run this again"
            ),
            [var failed, ..] => new Unproven(
                $"these files were deployed to {words.Staging} {Ago(now - failed.At)} and failed there",
                $"look at {failed.Run}; mend it on {words.Branch} first"
            ),
            [] => Unknown(staged, now, words),
        };
    }

    private static Unproven Unknown(
        IReadOnlyList<StagedTree> staged,
        DateTimeOffset now,
        StagingWords words
    ) =>
        staged.Where(one => one.End is StagingEnd.Verified).MaxBy(one => one.At) is { } last
            ? new(
                $"these files were never on {words.Staging}; what passed there last, {Ago(now - last.At)}, is {Short(last.Commit)}"
                    + (last.Tree is null ? ", whose commit is gone" : ""),
                $"bring them to {words.Branch} and let it deploy: `git diff {Short(last.Commit)} HEAD` shows what differs"
            )
            : new(
                $"nothing has passed on {words.Staging} yet",
                $"push to {words.Branch} and let it deploy to {words.Staging}"
            );

    private static string Short(string commit) => commit[..Math.Min(7, commit.Length)];

    private static string Ago(TimeSpan age) => $"{age.AsAge} ago";
}

/// <summary>Names for messages.</summary>
/// <param name="Branch">The branch that deploys to staging.</param>
public sealed record StagingWords(string Staging, string Production, string Branch);
