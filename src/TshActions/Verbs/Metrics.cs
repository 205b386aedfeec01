using TshActions.Core.Gates;
using TshActions.Core.Metrics;
using TshActions.Core.Metrics.Page;
using TshActions.Core.Metrics.Texts;
using TshActions.Core.Reports;
using TshActions.GitHub.Api;
using TshActions.Manifest;
using TshActions.Metrics;

namespace TshActions.Verbs;

/// <summary>Reckons the six figures of each environment, and tells them as table, page, log and JSON.</summary>
internal static class Metrics
{
    private const string LogPath = ".tsh/metrics/log.md";

    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        var manifest = run.ReadManifest();
        var environments = Chosen(manifest, run.Inputs["environments"]);
        run.At($"{manifest.App}, {string.Join(", ", environments.Select(one => one.Name))}");
        run.Live = "not looked at: this verb reads what was recorded";
        var window = new MetricsWindow(
            run.Time.GetUtcNow(),
            MetricsWindow.DaysOf(run.Inputs["window"])!.Value
        );
        using var api = run.GitHub();
        List<EnvironmentMetrics> all = [];
        foreach (var environment in environments)
            all.Add(
                EnvironmentMetrics.Of(
                    await ReadAsync(run, api, manifest, environment, window, cancel),
                    window
                )
            );
        // What was recorded is others' words: cleaned before anything is written of it.
        var report = new MetricsReport(manifest.App, window, all).Cleaned(run.Story.Clean);
        run.Keep(report);
        foreach (var line in MetricsText.Lines(report))
            run.Story.Say(line);
        run.Output("figures", FiguresJson.Text(report));
        await WriteAsync(run, api, report, cancel);
        run.Output("verdict", report.Verdict.ToString().ToLowerInvariant());
        return End(run, report);
    }

    /// <summary>What clients use comes first: what must have been proven elsewhere before.</summary>
    private static IReadOnlyList<EnvironmentSpec> Chosen(DeployManifest manifest, string told)
    {
        var names = told.Split(
            ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        if (names.Except(manifest.Environments.Select(one => one.Name)).ToList() is [_, ..] unknown)
            throw new BadInput(
                $"the manifest has no environment `{string.Join("`, `", unknown)}`",
                $"name some of: {string.Join(", ", manifest.Environments.Select(known => known.Name))}; or none for all"
            );
        return
        [
            .. manifest
                .Environments.Where(one => names.Length is 0 || names.Contains(one.Name))
                .OrderByDescending(one => one.Requires is not null),
        ];
    }

    private static async Task<RecordedHistory> ReadAsync(
        VerbRun run,
        GitHubApi api,
        DeployManifest manifest,
        EnvironmentSpec environment,
        MetricsWindow window,
        CancellationToken cancel
    )
    {
        List<DeploymentFact> facts = [];
        var notOurs = 0;
        DateTimeOffset? cut = null;
        await run.Story.StepAsync(
            $"Read the records of {environment.Name}",
            async () =>
            {
                (var records, cut) = await new Deployments(api).HistorySinceAsync(
                    environment.Name,
                    window.Before.Begin,
                    cancel
                );
                foreach (var record in records)
                    if (RecordedDeployment.Of(record, api.At) is { } fact)
                        facts.Add(fact);
                    else if (record.CreatedAt >= window.Begin)
                        notOurs++;
                return $"{FigureText.Count(facts.Count, "record")} of ours"
                    + (notOurs > 0 ? $", {notOurs} of another program" : "")
                    + (cut is { } at ? $", and more from before {DateText.Day(at)}" : "");
            }
        );
        var (entries, note) = await Journals.ReadAsync(run, manifest, environment, cancel);
        return new(environment.Name, JournalMerge.Of(facts, entries), notOurs, cut, note);
    }

    private static async Task WriteAsync(
        VerbRun run,
        GitHubApi api,
        MetricsReport report,
        CancellationToken cancel
    )
    {
        var marker = DeploymentLog.Marker(report.App, run.Inputs["environments"]);
        var page = run.Inputs["html"];
        var log = DeploymentLog.Text(report, marker, "");
        await run.Story.StepAsync(
            "Write page and log",
            () =>
            {
                Write(run, page, MetricsPage.Text(report));
                Write(run, LogPath, log);
                return Task.FromResult($"{page}, {LogPath}");
            }
        );
        run.Output("html", page);
        run.Output("log", LogPath);
        if (run.Inputs["issue"] is { Length: > 0 } issue)
            await run.Story.StepAsync(
                $"Keep the log on issue {issue}",
                async () =>
                {
                    (log, var note) = await new LogComment(api, issue, marker).WriteAsync(
                        report,
                        cancel
                    );
                    Write(run, LogPath, log);
                    return note;
                }
            );
    }

    private static void Write(VerbRun run, string path, string text)
    {
        try
        {
            ReportFile.Write(run.InWorkspace(path), text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadInput(
                $"{path} cannot be written: {error.Message}",
                "name a path in the workspace that is no folder"
            );
        }
    }

    private static Ending End(VerbRun run, MetricsReport report) =>
        report.Verdict switch
        {
            Verdict.Inconclusive => run.End(
                report.Code,
                $"no deployment came to an end in {report.Window.Days} days, so there is no figure",
                "look at a longer `window`, or deploy with `record` before and after"
            ),
            Verdict.Pass => run.End(report.Code, "every measured target is met", "nothing"),
            _ => run.End(
                report.Code,
                report.Missed > 0
                    ? $"{FigureText.Count(report.Missed, "target")} missed: {string.Join("; ", report.Environments.Where(one => one.Missed.Any()).Select(one => $"{one.Name}: {string.Join(", ", one.Missed.Select(figure => FigureWords.Title(figure.Kind).ToLowerInvariant()))}"))}"
                    : "no target is missed, and not everything is known",
                "look at the page or the log, and review what failed"
            ),
        };
}
