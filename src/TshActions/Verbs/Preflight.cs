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
        var (spec, environment) = (place.Manifest.Preflight, place.Environment);
        run.Live = "not looked at: `ssh-key` was not given";
        using var api = run.GitHub();
        var commit = run.Inputs["commit"];
        var now = run.Time.GetUtcNow();
        var looks = new Looks(spec, environment.Requires is not null);
        var evidence = new CommitEvidence(api);
        var marks = Marks.Of(run);

        var history = await HistoryAsync(run, api, looks, place, marks, cancel);
        var isHotfix = await PullsAsync(looks, evidence, environment, commit, history, cancel);
        if (spec.Soak > TimeSpan.Zero)
            looks.Into(Checklist.Soak, Soak.Of(history?.Proof, spec.Soak, isHotfix, now));
        if (spec.Windows.Count > 0)
            looks.Into(Checklist.Window, DeployWindow.Finding(spec.Windows, isHotfix, now));
        await looks.IntoAsync(
            Checklist.Checks,
            async () =>
                CommitChecks.Of(await evidence.ChecksAsync(commit, run.RunId, cancel), spec.Checks)
        );
        await looks.IntoAsync(
            Checklist.Newest,
            () => BranchTipLook.LookAsync(api, environment.Branch, commit, cancel)
        );
        // What stays on the host is looked at there.
        if (Marks.File(run) is { } file)
        {
            looks.Into(Checklist.Variables, ApplicationVariables.Needed(file, spec.Variables));
            looks.Into(Checklist.Debugging, ApplicationVariables.Debugging(file));
        }
        await HostLook.LookAsync(run, looks, place.Manifest, cancel);
        var sites = new SiteLook(run.Time, run.Roots);
        await looks.IntoAsync(
            Checklist.Certificate,
            () => sites.CertificateAsync(environment.Site, spec.CertificateValidFor, cancel)
        );
        await looks.IntoAsync(
            Checklist.CriticalPaths,
            () => Task.FromResult(PathScan.Of(run.InWorkspace("."), spec.CriticalPaths))
        );
        await looks.IntoAsync(
            Checklist.NoCredentials,
            () =>
                Task.FromResult(CredentialLook.Of(run.InWorkspace("."), spec.CredentialsAllowedIn))
        );
        await looks.IntoAsync(
            Checklist.NoCredentialsInHistory,
            () =>
                HistoryLook.LookAsync(evidence, history, commit, spec.CredentialsAllowedIn, cancel)
        );
        if (place.Manifest.Runtime is DockerSpec docker)
            await ImageLook.LookAsync(
                looks,
                docker,
                spec,
                run.InWorkspace(run.Inputs["image"]),
                run.Inputs["image"],
                cancel
            );
        await looks.IntoAsync(
            Checklist.Changelog,
            () => ChangelogLook.LookAsync(evidence, history, commit, spec.Changelog, cancel)
        );
        if (spec.ApiDocument is { } document && environment.Requires is { } staging)
            await looks.IntoAsync(
                Checklist.ApiDocument,
                () =>
                    sites.ApiDocumentAsync(
                        run.InWorkspace("."),
                        document,
                        Other(place, staging),
                        place.Manifest.Identity,
                        (history?.Proof as StagingProof.Proven)?.By.Release,
                        cancel
                    )
            );
        await GuardLook.LookAsync(looks, api, environment, spec, now, cancel);
        await looks.IntoAsync(
            BranchRules.Rows,
            async () =>
                await new Branches(api).SettingsAsync(environment.Branch, cancel) is { } settings
                    ? BranchRules.Of(settings, environment.Branch, api.At.ToString())
                    : BranchRules.Unavailable(environment.Branch)
        );
        foreach (var (title, line) in looks.Places)
            run.Story.Alarm(title, line.What, line.Path, line.Line, 1);
        return End(run, looks.Report());
    }

    /// <returns>Null where the records cannot be read.</returns>
    private static async Task<ReleaseHistory?> HistoryAsync(
        VerbRun run,
        GitHubApi api,
        Looks looks,
        Place place,
        EnvironmentMarks marks,
        CancellationToken cancel
    )
    {
        var (environment, now) = (place.Environment, run.Time.GetUtcNow());
        ReleaseHistory? history = null;
        await looks.IntoAsync(
            [Checklist.StagingProof, Checklist.NoRollbackSince],
            async () =>
            {
                history = await ReleaseHistory.ReadAsync(
                    api,
                    environment,
                    environment.Requires is { } required ? Other(place, required) : null,
                    place.Manifest.Preflight.ProofExpiry,
                    run.Inputs["commit"],
                    now,
                    cancel
                );
                run.Output("tree", history.Tree);
                return
                [
                    (
                        Checklist.NoRollbackSince,
                        RollbackSince.Of(
                            history.Made,
                            history.Tree,
                            history.Rollbacks,
                            history.Here,
                            now
                        )
                    ),
                    .. history.Proof is { } proof
                        ? [(Checklist.StagingProof, StagingEvidence.Finding(proof))]
                        : Array.Empty<(RowSpec, RowFinding)>(),
                ];
            }
        );
        if (environment.Requires is { } staging)
            looks.Into(
                Isolation.Of(
                    environment,
                    marks,
                    Other(place, staging),
                    history?.StagingMarks ?? EnvironmentMarks.None
                )
            );
        return history;
    }

    /// <returns>Whether it came as what cannot wait.</returns>
    private static async Task<bool> PullsAsync(
        Looks looks,
        CommitEvidence evidence,
        EnvironmentSpec environment,
        string commit,
        ReleaseHistory? history,
        CancellationToken cancel
    )
    {
        var isHotfix = false;
        await looks.IntoAsync(
            Checklist.MergedByPull,
            async () =>
            {
                var pulls = await evidence.PullsAsync(commit, cancel);
                isHotfix = MergedPull.Find(commit, environment.Branch, pulls) is { IsHotfix: true };
                return MergedPull.Of(
                    commit,
                    environment.Branch,
                    pulls,
                    history is { RanBefore: true }
                );
            }
        );
        return isHotfix;
    }

    private static EnvironmentSpec Other(Place place, string name) =>
        place.Manifest.Environments.First(one => one.Name == name);

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
