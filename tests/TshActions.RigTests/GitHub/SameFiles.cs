using static TshActions.RigTests.GitHub.StagingHistory;

namespace TshActions.RigTests.GitHub;

/// <summary>What brings develop's very files to main.</summary>
internal static class SameFiles
{
    public static IReadOnlyList<GitCase> All { get; } =
    [
        new(
            "a merge commit",
            async all => await StagedThenAsync(all, () => all.MergeAsync("develop", "main"))
        ),
        new(
            "a squash",
            async all => await StagedThenAsync(all, () => all.SquashAsync("develop", "main"))
        ),
        new(
            "a fast-forward",
            async all =>
                await StagedThenAsync(
                    all,
                    () => all.OnAsync("main", "merge", "--quiet", "--ff-only", "develop")
                )
        ),
        new(
            "a rebase",
            async all =>
                await StagedThenAsync(
                    all,
                    async () =>
                    {
                        // GitHub's rebase makes new commits even where none were needed.
                        await all.OnAsync("main", "cherry-pick", "develop~1", "develop");
                        return await all.OnAsync(
                            "main",
                            "commit",
                            "--quiet",
                            "--amend",
                            "--message",
                            "feat: again"
                        );
                    }
                )
        ),
        new(
            "a cherry-pick of all that is new",
            async all =>
            {
                await all.StageAsync(await all.DevelopAsync());
                return await all.OnAsync("main", "cherry-pick", "develop");
            }
        ),
        new(
            "an empty commit on top",
            async all =>
            {
                await StagedThenAsync(all, () => all.SquashAsync("develop", "main"));
                return await all.MainAsync("chore: go");
            }
        ),
        new(
            "a hotfix that went to develop first",
            async all =>
            {
                await all.OnAsync("main", "branch", "hotfix");
                await all.Git.CommitAsync("hotfix", "fix: now", ("app.py", "print('fixed')\n"));
                await all.StageAsync(await all.MergeAsync("hotfix", "develop"));
                return await all.MergeAsync("hotfix", "main");
            }
        ),
        new(
            "a develop that moved on, and passed",
            async all =>
            {
                await all.StageAsync(await all.DevelopAsync());
                var main = await all.SquashAsync("develop", "main");
                await all.StageAsync(await all.DevelopAsync(("more.py", "1\n")));
                return main;
            }
        ),
        new(
            "a develop that moved on, and failed",
            async all =>
            {
                await all.StageAsync(await all.DevelopAsync());
                var main = await all.SquashAsync("develop", "main");
                await all.StageAsync(
                    await all.DevelopAsync(("more.py", "1/0\n")),
                    "in_progress failure"
                );
                return main;
            }
        ),
        new(
            "a revert to what passed last week",
            async all =>
            {
                await all.StageAsync(await all.DevelopAsync());
                await all.SquashAsync("develop", "main");
                all.Pass(TimeSpan.FromDays(7));
                await all.StageAsync(await all.DevelopAsync(("bad.py", "1/0\n")));
                await all.SquashAsync("develop~0", "main");
                return await all.OnAsync("main", "revert", "--no-edit", "main");
            }
        ),
        new(
            "a revert to what passed long ago, and ran in production",
            async all =>
            {
                await all.StageAsync(await all.DevelopAsync());
                await all.StageAsync(
                    await all.SquashAsync("develop", "main"),
                    environment: "production"
                );
                all.Pass(TimeSpan.FromDays(40));
                await all.StageAsync(await all.DevelopAsync(("bad.py", "1/0\n")));
                await all.SquashAsync("develop", "main");
                return await all.OnAsync("main", "revert", "--no-edit", "main");
            }
        ),
        new(
            "a develop that was written anew after it passed",
            async all =>
            {
                await all.StageAsync(await all.DevelopAsync());
                var main = await all.SquashAsync("develop", "main");
                await all.OnAsync("develop", "reset", "--quiet", "--hard", "develop~1");
                return main;
            }
        ),
        new(
            "a history without any common commit",
            async all =>
            {
                await all.StageAsync(await all.DevelopAsync());
                await all.Git.RunAsync("checkout", "--quiet", "--orphan", "anew", "develop");
                return await all.Git.CommitAsync("anew", "feat: all of it at once");
            }
        ),
        new(
            "the same submodule",
            async all =>
            {
                await all.StageAsync(await PointAsync(all, "develop", 'a'));
                return await all.MergeAsync("develop", "main");
            }
        ),
        new(
            "a run that broke off and one that passed",
            async all =>
            {
                var develop = await all.DevelopAsync();
                await all.StageAsync(develop);
                await all.StageAsync(develop, "in_progress error");
                return await all.SquashAsync("develop", "main");
            }
        ),
    ];
}
