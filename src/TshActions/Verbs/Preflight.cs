using TshActions.Core.Preflight;
using TshActions.Core.Releases;
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
        var (spec, environment) = (place.Manifest.Preflight, place.Environment);
        run.Live = "not looked at: this verb speaks to GitHub alone";
        using var api = run.GitHub();
        var commit = run.Inputs["commit"];
        var looks = new Looks(spec, environment.Requires is not null);
        var evidence = new CommitEvidence(api);

        var history = await HistoryAsync(run, api, looks, place, commit, cancel);
        await looks.IntoAsync(
            Checklist.MergedByPull,
            async () =>
                MergedPull.Of(
                    commit,
                    environment.Branch,
                    await evidence.PullsAsync(commit, cancel),
                    history is { RanBefore: true }
                )
        );
        await looks.IntoAsync(
            Checklist.Checks,
            async () =>
                CommitChecks.Of(await evidence.ChecksAsync(commit, run.RunId, cancel), spec.Checks)
        );
        await looks.IntoAsync(
            Checklist.Newest,
            () => BranchTipLook.LookAsync(api, environment.Branch, commit, cancel)
        );
        if (environment.Requires is { } staging)
            looks.Into(Checklist.Isolation, Isolation.Of(environment, Other(place, staging)));
        // What stays on the host is looked at there.
        if (run.Inputs["env-file"] is { Length: > 0 } text)
        {
            var file = Read(text);
            looks.Into(Checklist.Variables, ApplicationVariables.Needed(file, spec.Variables));
            looks.Into(Checklist.Debugging, ApplicationVariables.Debugging(file));
        }
        await looks.IntoAsync(
            Checklist.CriticalPaths,
            () => Task.FromResult(PathScan.Of(run.InWorkspace("."), spec.CriticalPaths))
        );
        await looks.IntoAsync(
            Checklist.Changelog,
            () => ChangelogLook.LookAsync(evidence, history, commit, spec.Changelog, cancel)
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

    /// <returns>Null where the records cannot be read.</returns>
    private static async Task<ReleaseHistory?> HistoryAsync(
        VerbRun run,
        GitHubApi api,
        Looks looks,
        Place place,
        string commit,
        CancellationToken cancel
    )
    {
        ReleaseHistory? history = null;
        await looks.IntoAsync(
            [Checklist.StagingProof, Checklist.NoRollbackSince],
            async () =>
            {
                var read = await ReleaseHistory.ReadAsync(
                    api,
                    place.Environment.Name,
                    commit,
                    cancel
                );
                run.Output("tree", read.Tree);
                var now = run.Time.GetUtcNow();
                List<(RowSpec, RowFinding)> found =
                [
                    (
                        Checklist.NoRollbackSince,
                        RollbackSince.Of(read.Made, read.Tree, read.Rollbacks, read.Here, now)
                    ),
                ];
                if (place.Environment.Requires is { } staging)
                    found.Add(
                        (
                            Checklist.StagingProof,
                            StagingEvidence.Finding(
                                await read.ProofAsync(
                                    api,
                                    Words(place, staging),
                                    place.Manifest.Preflight.ProofExpiry,
                                    now,
                                    cancel
                                )
                            )
                        )
                    );
                history = read;
                return found;
            }
        );
        return history;
    }

    private static StagingWords Words(Place place, string staging) =>
        new(staging, place.Environment.Name, Other(place, staging).Branch);

    private static EnvironmentSpec Other(Place place, string name) =>
        place.Manifest.Environments.First(one => one.Name == name);

    /// <exception cref="BadInput">It is no environment file.</exception>
    private static EnvironmentFile Read(string text)
    {
        var (file, problems) = EnvironmentFile.Parse(text);
        return problems.Count is 0
            ? file
            : throw new BadInput(
                $"`env-file` cannot be read: {string.Join("; ", problems)}",
                "write KEY=VALUE lines"
            );
    }

    private static Ending End(VerbRun run, PreflightReport report)
    {
        run.Keep(report);
        foreach (var line in report.Lines)
            run.Story.Say(line);
        run.Output("proceed", report.Proceed ? "true" : "false");
        if (report.Rows.FirstOrDefault(row => row.State is RowState.Superseded) is { } newer)
        {
            run.Story.Warn("Superseded", newer.Evidence);
            return run.End(
                report.Code,
                $"nothing to do here: {newer.Evidence}",
                "let the newer run deploy; later steps ask `proceed`"
            );
        }

        run.Output("verdict", report.Verdict.ToString().ToLowerInvariant());
        return report.InTheWay is [var first, ..] all
            ? run.End(
                report.Code,
                $"{all.Count} of {report.Rows.Count} lines keep it from going on; the first: {first.Title}: {first.Evidence}",
                first.Fix
            )
            : run.End(
                report.Code,
                $"{report.Count(RowState.Pass)} lines hold, {report.Count(RowState.Warn)} to look at, {report.Count(RowState.Manual)} for people",
                "deploy"
            );
    }
}
