using System.Globalization;
using TshActions.Core.Alembic;
using TshActions.Core.Reports;
using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Comparisons;
using TshActions.Core.Schemas.Reports;
using TshActions.Core.Schemas.Snapshots;
using TshActions.Drift;
using TshActions.Manifest;

namespace TshActions.Verbs;

/// <summary>Compares the schemas of staging and production, and writes nothing to either.</summary>
internal static class SchemaDriftCheck
{
    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        var manifest = run.ReadManifest();
        var drift = manifest.Drift;
        run.At($"{manifest.App}: {drift.Production} and {drift.Staging}");
        run.Live = "not looked at; nothing was changed";
        if (run.Inputs["snapshot"] is { Length: > 0 } file)
            return await WriteAsync(
                run,
                run.Inputs["snapshot-of"] is "staging"
                    ? Side(run, manifest, "staging", drift.Staging)
                    : Side(run, manifest, "production", drift.Production),
                drift,
                file,
                cancel
            );
        var production = Side(run, manifest, "production", drift.Production);
        var staging = Side(run, manifest, "staging", drift.Staging);

        // What may be a secret is only compared as long as nothing of it is kept.
        var areLive =
            run.Inputs["production"] is ComparedSide.Live
            && run.Inputs["staging"] is ComparedSide.Live;
        var options = new ReadOptions(
            areLive ? ReadOptions.NewSalt() : null,
            drift.IncludeRoles,
            drift.Timeout
        );
        var read = await Task.WhenAll(
            TryAsync(production.ReadAsync(options, cancel)),
            TryAsync(staging.ReadAsync(options, cancel))
        );
        List<ActionException> failed =
        [
            .. read.Select(side => side.Error).OfType<ActionException>(),
        ];
        if (failed.Count > 0)
            return NotCompared(run, failed);
        var (ours, theirs) = (read[0].Source!, read[1].Source!);
        var look = RevisionLook.At(run, drift, ours.Catalog.Head, theirs.Catalog.Head);
        var expected = await ExpectedSchemas.AskAsync(
            run,
            manifest,
            drift.Scratch is ScratchHost.Production ? production : staging,
            (ours.Catalog, RoleNames.Renamed(theirs.Catalog, drift.Roles)),
            look?.Between ?? [],
            options,
            cancel
        );
        return Judge(run, ours, theirs, drift, look, expected);
    }

    private static Ending Judge(
        VerbRun run,
        DriftSource production,
        DriftSource staging,
        DriftSpec drift,
        RevisionLook? look,
        ExpectedSchemas expected
    )
    {
        var report = DriftReports.Of(
            production,
            staging,
            new(drift.Schemas, drift.Roles, drift.FailOn, drift.Ignore),
            DateOnly.FromDateTime(run.Time.GetUtcNow().UtcDateTime),
            id => look is null ? null : LastTouch.Of(look.Graph, id),
            expected.Expectation
        );
        run.Keep(report);
        foreach (var line in DriftText.Lines(report))
            run.Story.Say(line);
        run.Output("has-drift", report.IsDrift ? "true" : "false");
        foreach (var severity in Enum.GetValues<Severity>())
            run.Output(
                severity.ToString().ToLowerInvariant(),
                report
                    .Rows.Count(row =>
                        row.Finding.Ignored is null && row.Finding.Severity == severity
                    )
                    .ToString(CultureInfo.InvariantCulture)
            );
        run.Output("sarif", DriftFiles.Sarif);
        RevisionStory.Tell(run, look, expected.Tried);
        var what = DriftVerdict.Words(report);
        return report switch
        {
            { IsDrift: true } => run.End(
                ExitCode.VerdictFail,
                what,
                "mend the side that drifted: the report has SQL to start from. What is meant to differ gets a rule under `drift.ignore`"
            ),
            _ when look?.Wrong is { } wrong => run.End(
                ExitCode.VerdictFail,
                $"{what}, but Alembic would stop: {wrong}",
                "mend the revision files, or the database's `alembic_version`"
            ),
            { Compared: 0 } => run.End(
                ExitCode.Inconclusive,
                what,
                "see whether the addresses lead to the application's databases, and what `drift.schemas` names"
            ),
            _ => run.End(ExitCode.Passed, what, "nothing"),
        };
    }

    private static async Task<Ending> WriteAsync(
        VerbRun run,
        ComparedSide side,
        DriftSpec drift,
        string file,
        CancellationToken cancel
    )
    {
        var catalog = await side.ReadLiveAsync(
            new(null, drift.IncludeRoles, drift.Timeout),
            cancel
        );
        ReportFile.Write(
            run.InWorkspace(file),
            run.Story.Clean(SnapshotText.Write(catalog, ProgramVersion.Text))
        );
        return run.End(
            ExitCode.Passed,
            $"{file} holds {catalog.Facts.Count} things of {side.Name}, one to a line",
            $"commit it, and compare with `{side.Role}: {file}`"
        );
    }

    private static Ending NotCompared(VerbRun run, List<ActionException> failed)
    {
        foreach (var error in failed)
            run.Story.Foreign("what was said", error.Foreign);
        return run.End(
            failed.Any(error => error is BadInput) ? ExitCode.BadInput : ExitCode.Inconclusive,
            $"not compared: {string.Join("; ", failed.Select(error => error.Message))}",
            string.Join("; ", failed.Select(error => error.Advice).Distinct())
        );
    }

    private static async Task<(DriftSource? Source, ActionException? Error)> TryAsync(
        Task<DriftSource> reading
    )
    {
        try
        {
            return (await reading, null);
        }
        catch (ActionException error)
        {
            return (null, error);
        }
    }

    private static ComparedSide Side(VerbRun run, DeployManifest manifest, string role, string name)
    {
        if (manifest.Environments.FirstOrDefault(known => known.Name == name) is { } environment)
            return new(run, role, name, new Place(manifest, environment, environment.Hosts[0]));
        // A snapshot needs no environment, but a name.
        return run.Inputs[role] is not ComparedSide.Live
            ? new(run, role, name, null)
            : throw new BadInput(
                $"the manifest has no environment `{name}` to compare",
                $"name one of {string.Join(", ", manifest.Environments.Select(known => known.Name))} as `drift.{role}`"
            );
    }
}
