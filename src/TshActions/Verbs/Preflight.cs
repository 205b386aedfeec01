using TshActions.Core.Preflight;
using TshActions.Core.Reports;
using TshActions.GitHub.Api;
using TshActions.Manifest;
using TshActions.Preflight;

namespace TshActions.Verbs;

/// <summary>The checklist before a deployment: each line looked into, with its evidence, before any host is touched.</summary>
internal static class Preflight
{
    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        var place = run.FindPlaces()[0];
        var (manifest, environment) = (place.Manifest, place.Environment);
        using var api = run.GitHub();
        var commit = run.Inputs["commit"];
        var looks = new Looks(manifest.Preflight, environment.Requires is not null);
        var evidence = new CommitEvidence(api);

        var proof = await HistoryAsync(run, api, looks, manifest, environment, commit, cancel);
        await looks.IntoAsync(
            Checklist.MergedByPull,
            async () =>
                MergedPull.Of(
                    commit,
                    environment.Branch,
                    await evidence.PullsAsync(commit, cancel),
                    proof.RanBefore
                )
        );
        await looks.IntoAsync(
            Checklist.Checks,
            async () =>
                CommitChecks.Of(
                    await evidence.ChecksAsync(commit, run.RunId, cancel),
                    manifest.Preflight.Checks
                )
        );
        await looks.IntoAsync(
            Checklist.Newest,
            () => NewestAsync(api, environment.Branch, commit, cancel)
        );
        await looks.IntoAsync(
            Checklist.CriticalPaths,
            () =>
                Task.FromResult(PathScan.Of(run.InWorkspace("."), manifest.Preflight.CriticalPaths))
        );
        await looks.IntoAsync(
            Checklist.Changelog,
            async () =>
                !proof.IsKnown
                    ? new RowFinding.Blind(
                        "which release was before is not known",
                        "see what keeps `staging-proof` from it"
                    )
                : proof.Before is { } before
                    ? Changelog(
                        await evidence.CompareAsync(before, commit, cancel),
                        manifest.Preflight.Changelog
                    )
                : new RowFinding.Good("the first release")
        );
        await looks.IntoAsync(
            BranchRules.Rows,
            async () =>
                await new Branches(api).SettingsAsync(environment.Branch, cancel) is { } settings
                    ? BranchRules.Of(settings, environment.Branch, api.At.ToString())
                    : BranchRules.Unavailable(environment.Branch)
        );
        return End(run, looks.Report());
    }

    /// <summary>What the records of deployments say.</summary>
    private static async Task<(bool IsKnown, bool RanBefore, string? Before)> HistoryAsync(
        VerbRun run,
        GitHubApi api,
        Looks looks,
        DeployManifest manifest,
        EnvironmentSpec environment,
        string commit,
        CancellationToken cancel
    )
    {
        var (isKnown, ranBefore) = (false, false);
        string? before = null;
        RowSpec[] rows = [Checklist.StagingProof, Checklist.NoRollbackSince];
        await looks.IntoAsync(
            rows,
            async () =>
            {
                var deployments = new Deployments(api);
                var git = await new Commits(api).GetAsync(commit, cancel);
                run.Output("tree", git.Tree.Sha);
                var here = await deployments.HistoryAsync(environment.Name, cancel);
                var released = StagingEvidence.Trees(here);
                isKnown = true;
                ranBefore = released.Any(one =>
                    one.Tree == git.Tree.Sha && one.End is StagingEnd.Verified
                );
                before = released
                    .Where(one => one.End is StagingEnd.Verified)
                    .MaxBy(one => one.At)
                    ?.Commit;
                List<(RowSpec, RowFinding)> found =
                [
                    (
                        Checklist.NoRollbackSince,
                        RollbackSince.Of(
                            git.Committer.Date,
                            git.Tree.Sha,
                            StagingEvidence.Rollbacks(here),
                            released,
                            run.Time.GetUtcNow()
                        )
                    ),
                ];
                if (environment.Requires is { } staging)
                    found.Add(
                        (
                            Checklist.StagingProof,
                            StagingEvidence.Finding(
                                StagingProof.Of(
                                    git.Tree.Sha,
                                    StagingEvidence.Trees(
                                        await deployments.HistoryAsync(staging, cancel)
                                    ),
                                    released,
                                    manifest.Preflight.ProofExpiry,
                                    run.Time.GetUtcNow(),
                                    new(
                                        staging,
                                        environment.Name,
                                        manifest
                                            .Environments.First(one => one.Name == staging)
                                            .Branch
                                    )
                                )
                            )
                        )
                    );
                return found;
            }
        );
        return (isKnown, ranBefore, before);
    }

    private static async Task<RowFinding> NewestAsync(
        GitHubApi api,
        string branch,
        string commit,
        CancellationToken cancel
    )
    {
        var tip = (await new Branches(api).GetAsync(branch, cancel)).Commit.Sha;
        if (tip == commit)
            return new RowFinding.Good($"{branch} ends here");
        var compared = await new CommitEvidence(api).CompareAsync(commit, tip, cancel);
        return compared.Status is "ahead"
            ? new RowFinding.Superseded(
                $"{branch} has {compared.AheadBy} newer commit{(compared.AheadBy is 1 ? "" : "s")}: their run deploys"
            )
            : new RowFinding.Bad($"the commit is not on {branch}", $"deploy what is on {branch}");
    }

    private static RowFinding Changelog(Comparison since, string path) =>
        since.Files switch
        {
            null => new RowFinding.Blind("GitHub did not say which files changed", "look yourself"),
            var files when files.Any(file => file.Filename == path) => new RowFinding.Good(
                $"{path} changed since the release before"
            ),
            [] => new RowFinding.Good("nothing changed since the release before"),
            _ => new RowFinding.Bad(
                $"{path} did not change since the release before",
                $"say in {path} what people will notice"
            ),
        };

    private static Ending End(VerbRun run, PreflightReport report)
    {
        run.Keep(report);
        foreach (var line in report.Lines)
            run.Story.Say(line);
        run.Live = "not looked at: this verb speaks to GitHub alone";
        run.Output("proceed", report.Proceed ? "true" : "false");
        if (report.IsSuperseded)
        {
            var newer = report.Rows.First(row => row.State is RowState.Superseded).Evidence;
            run.Story.Warn("Superseded", newer);
            return run.End(
                ExitCode.Passed,
                $"nothing to do here: {newer}",
                "let the newer run deploy; later steps ask `proceed`"
            );
        }

        var bad = report.Rows.Where(row => row.State is RowState.Fail or RowState.Unknown).ToList();
        run.Output(
            "verdict",
            report.Count(RowState.Fail) > 0 ? "fail"
                : bad.Count > 0 ? "inconclusive"
                : report.Count(RowState.Warn) > 0 ? "warn"
                : "pass"
        );
        return bad is [var first, ..]
            ? run.End(
                report.Code,
                $"{bad.Count} of {report.Rows.Count} lines keep it from going on; the first: {first.Title}: {first.Evidence}",
                first.Fix
            )
            : run.End(
                report.Code,
                $"{report.Count(RowState.Pass)} lines hold, {report.Count(RowState.Warn)} to look at, {report.Count(RowState.Manual)} for people",
                "deploy"
            );
    }
}
