using System.Text.Json.Nodes;
using static TshActions.RigTests.GitHub.StagingHistory;

namespace TshActions.RigTests.GitHub;

/// <summary>What does not, and what GitHub's evidence must not be taken for.</summary>
internal static class OtherFiles
{
    public static IReadOnlyList<GitCase> All { get; } =
    [
        new(
            "nothing was ever staged",
            all => all.MainAsync("feat: straight to main", Feature),
            "nothing has passed on staging yet"
        ),
        new(
            "a commit on main that develop lacks, then a merge",
            async all =>
            {
                await all.MainAsync("fix: by hand", ("hand.py", "1\n"));
                return await StagedThenAsync(all, () => all.MergeAsync("develop", "main"));
            }
        ),
        new(
            "a commit on main that develop lacks, then a squash",
            async all =>
            {
                await all.MainAsync("fix: by hand", ("hand.py", "1\n"));
                return await StagedThenAsync(all, () => all.SquashAsync("develop", "main"));
            }
        ),
        new(
            "a hotfix that never saw staging",
            async all =>
            {
                await StagedThenAsync(all, () => all.SquashAsync("develop", "main"));
                return await all.MainAsync("fix: now", ("app.py", "print('fixed')\n"));
            }
        ),
        new(
            "a hotfix staged with other features beside it",
            async all =>
            {
                await all.OnAsync("main", "branch", "hotfix");
                await all.Git.CommitAsync("hotfix", "fix: now", ("app.py", "print('fixed')\n"));
                await all.DevelopAsync();
                await all.StageAsync(await all.MergeAsync("hotfix", "develop"));
                return await all.MergeAsync("hotfix", "main");
            }
        ),
        new(
            "a cherry-pick of one of two",
            async all =>
            {
                await all.DevelopAsync(("one.py", "1\n"));
                await all.StageAsync(await all.DevelopAsync(("two.py", "2\n")));
                return await all.OnAsync("main", "cherry-pick", "develop");
            }
        ),
        new(
            "a revert of one of two, which makes files nobody ran",
            async all =>
            {
                await all.StageAsync(await all.DevelopAsync(("one.py", "1\n")));
                await all.SquashAsync("develop", "main");
                await all.MainAsync("feat: two", ("two.py", "2\n"));
                return await all.OnAsync("main", "revert", "--no-edit", "main~1");
            }
        ),
        new(
            "a develop that is ahead of what was staged",
            async all =>
            {
                await all.StageAsync(await all.DevelopAsync());
                await all.DevelopAsync(("more.py", "1\n"));
                return await all.MergeAsync("develop", "main");
            }
        ),
        new(
            "a deployment to staging under way",
            all =>
                StagedThenAsync(
                    all,
                    () => all.SquashAsync("develop", "main"),
                    "queued in_progress"
                ),
            "these files are being deployed to staging right now"
        ),
        new(
            "one that failed on staging",
            all =>
                StagedThenAsync(
                    all,
                    () => all.SquashAsync("develop", "main"),
                    "in_progress failure"
                ),
            "and failed there"
        ),
        new(
            "one that passed and was taken back",
            all =>
                StagedThenAsync(
                    all,
                    () => all.SquashAsync("develop", "main"),
                    "in_progress success failure"
                ),
            "and failed there"
        ),
        new(
            "one whose run broke off",
            all =>
                StagedThenAsync(all, () => all.SquashAsync("develop", "main"), "in_progress error"),
            "nothing has passed on staging yet"
        ),
        new(
            "one that passed too long ago",
            async all =>
            {
                var main = await StagedThenAsync(all, () => all.SquashAsync("develop", "main"));
                all.Pass(TimeSpan.FromDays(15));
                return main;
            },
            "longer ago than 14 days"
        ),
        new(
            "a revert to what passed long ago, and was taken back in production",
            async all =>
            {
                await all.StageAsync(await all.DevelopAsync());
                await all.StageAsync(
                    await all.SquashAsync("develop", "main"),
                    "in_progress failure",
                    "production"
                );
                all.Pass(TimeSpan.FromDays(40));
                await all.MainAsync("feat: more", ("more.py", "1\n"));
                return await all.OnAsync("main", "revert", "--no-edit", "main");
            },
            "longer ago than 14 days"
        ),
        new(
            "another commit of a submodule",
            async all =>
            {
                await all.StageAsync(await PointAsync(all, "develop", 'a'));
                await all.MergeAsync("develop", "main");
                return await PointAsync(all, "main", 'b');
            }
        ),
        new(
            "another mode of a file",
            async all =>
            {
                await StagedThenAsync(all, () => all.SquashAsync("develop", "main"));
                await all.OnAsync("main", "update-index", "--chmod=+x", "app.py");
                return await all.OnAsync("main", "commit", "--quiet", "--message", "fix: may run");
            }
        ),
        new(
            "another name of a file",
            async all =>
            {
                await StagedThenAsync(all, () => all.SquashAsync("develop", "main"));
                await all.OnAsync("main", "mv", "app.py", "App.py");
                return await all.OnAsync("main", "commit", "--quiet", "--message", "fix: name");
            }
        ),
        new(
            "other ends of lines",
            async all =>
            {
                await StagedThenAsync(all, () => all.SquashAsync("develop", "main"));
                return await all.MainAsync("fix: lines", ("app.py", "print()\r\n"));
            }
        ),
        new(
            "a link in place of a file",
            async all =>
            {
                await StagedThenAsync(all, () => all.SquashAsync("develop", "main"));
                File.Delete(Path.Combine(all.Git.Folder, "app.py"));
                File.CreateSymbolicLink(Path.Combine(all.Git.Folder, "app.py"), "shop.py");
                return await all.MainAsync("fix: link");
            }
        ),
        new(
            "a record that names another tree than its commit has",
            async all =>
            {
                await all.DevelopAsync();
                var main = await all.MainAsync("feat: straight to main", ("bad.py", "1\n"));
                await all.StageAsync(
                    await all.Git.IdAsync("develop"),
                    tree: await all.Git.TreeAsync(main)
                );
                return main;
            }
        ),
        new(
            "a record that a person wrote",
            async all =>
            {
                var main = await all.MainAsync("feat: straight to main", Feature);
                await all.StageAsync(main, login: "somebody");
                return main;
            },
            "nothing has passed on staging yet"
        ),
        new(
            "a job that only named the environment",
            async all =>
            {
                var main = await all.MainAsync("feat: straight to main", Feature);
                await all.StageAsync(main, payload: new JsonObject());
                return main;
            },
            "nothing has passed on staging yet"
        ),
        new(
            "a record of a later format",
            async all =>
            {
                var main = await all.MainAsync("feat: straight to main", Feature);
                await all.StageAsync(
                    main,
                    payload: JsonNode.Parse("""{"format":2,"key":"k","release":"r","tree":"t"}""")
                );
                return main;
            },
            "nothing has passed on staging yet"
        ),
        new(
            "a deployment to another environment",
            async all =>
            {
                var main = await all.MainAsync("feat: straight to main", Feature);
                await all.StageAsync(main, environment: "qa");
                return main;
            },
            "nothing has passed on staging yet"
        ),
        new(
            "a commit that was written away and is gone",
            async all =>
            {
                await all.StageAsync(await all.DevelopAsync());
                var main = await all.SquashAsync("develop", "main");
                await all.OnAsync("develop", "reset", "--quiet", "--hard", "develop~1");
                await all.Git.RunAsync("reflog", "expire", "--expire=now", "--all");
                await all.Git.RunAsync("gc", "--quiet", "--prune=now");
                return main;
            },
            "whose commit is gone"
        ),
    ];
}
