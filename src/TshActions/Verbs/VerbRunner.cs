using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Reports;
using TshActions.Core.Schemas.Reports;
using TshActions.GitHub;

namespace TshActions.Verbs;

/// <summary>Runs a verb to its ending, and tells the ending everywhere it is looked for, whatever happened.</summary>
public static class VerbRunner
{
    public static async Task<ExitCode> RunAsync(
        Verb verb,
        Options options,
        Surroundings around,
        CancellationToken cancel
    )
    {
        var redaction = new Redaction();
        var story = new Story(around.Out, around.OnGitHub, redaction, around.Time);
        var files = new ActionFiles(around.Environment);
        var isPostStep = verb.IsAction && around.Environment.ContainsKey($"STATE_{Begun}");
        if (
            isPostStep && around.Environment.GetValueOrDefault("STATE_lease") is not { Length: > 0 }
        )
        {
            story.Say("The step held no lease, so nothing was left behind.");
            return ExitCode.Passed;
        }

        VerbRun? run = null;
        Ending ending;
        try
        {
            if (verb.IsAction)
                files.State(Begun, "yes");
            run = new VerbRun(around, Inputs.Read(verb, options, around.Environment), story);
            ending = isPostStep
                ? await Recover.AfterwardsAsync(run, cancel)
                : await verb.Tell(run, cancel);
        }
        catch (ActionException error)
        {
            story.Foreign($"what {error.Speaker} said", error.Foreign);
            ending = new Ending(error.Code, error.Message, Where(run), Live(run), error.Advice);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            ending = new Ending(
                ExitCode.Cancelled,
                "cancelled",
                Where(run),
                Live(run),
                "run again when you want to go on"
            );
        }
#pragma warning disable CA1031 // The last border: what is thrown here is a bug, and even a bug must say what is live.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            story.Foreign("the bug", bug.ToString());
            ending = new Ending(
                ExitCode.Bug,
                $"a bug in tsh: {bug.Message}",
                Where(run),
                Live(run),
                "please report it with the lines above"
            );
        }

        Tell(verb, ending, run, story, files, redaction, around);
        return ending.Code;
    }

    // The runner starts the same image with the same arguments again after the job, whatever became of the step: only
    // by this state does a program know that it is the second one, and must not carry the verb out again.
    private const string Begun = "begun";

    /// <summary>For an ending that came before the verb had one of its own.</summary>
    private static Verdict VerdictOf(ExitCode code) =>
        code switch
        {
            ExitCode.Passed => Verdict.Pass,
            ExitCode.VerdictFail or ExitCode.FailedPreviousLive or ExitCode.RollbackFailed =>
                Verdict.Fail,
            _ => Verdict.Inconclusive,
        };

    private static void Tell(
        Verb verb,
        Ending ending,
        VerbRun? run,
        Story story,
        ActionFiles files,
        Redaction redaction,
        Surroundings around
    )
    {
        story.Say("");
        story.Say(ending.Text);
        if (!ending.Good)
            story.Alarm(
                $"{verb.Name}: {ending.Code}",
                $"{ending.What}\nlive: {ending.Live}\nnext: {ending.Next}"
            );

        List<(GateRecord Record, string? Path)> gates =
        [
            .. (run?.Gates ?? []).Select(gate =>
                (
                    CleanRecord.Of(gate, redaction),
                    gate.Ruling is null ? null : RecordingPath(verb, gate, run!.Gates.Count)
                )
            ),
        ];
        foreach (var warning in GateAnnotations.Of([.. gates.Select(gate => gate.Record)]))
            // What is an error is the ending's to say.
            if (warning.Level is AnnotationLevel.Warning)
                story.Warn(warning.Title, warning.Message);
        var drift = run?.Drift is { } found ? CleanDrift.Of(found, redaction.Clean) : null;
        if (drift is not null)
            foreach (var (said, at) in DriftAnnotations.Of(drift))
                if (at is null)
                    story.Alarm(said.Title, said.Message);
                else
                    story.Alarm(said.Title, said.Message, at.Path, at.Line, 1);
        // Cleaned as values, before Markdown or JSON escape them into something the redaction would not know again.
        var report = new RunReport(
            1,
            verb.Name,
            ending with
            {
                What = redaction.Clean(ending.What),
                Next = redaction.Clean(ending.Next),
            },
            Outputs(run, ending.Code),
            story.Steps,
            [.. gates.Select(gate => GateReport.Of(gate.Record, gate.Path))],
            story.Exhibits
        )
        {
            Checklist = run?.Preflight?.Cleaned(redaction.Clean),
            Metrics = run?.Metrics?.Cleaned(redaction.Clean),
        };
        var path = $".tsh/{verb.Name}.json";
        // First what later steps decide by: a full disk must not take that too.
        if (verb.IsAction && around.OnGitHub)
            foreach (var (name, value) in report.Outputs.Append(new("report", path)))
                files.Output(name, value);
        try
        {
            files.Summary(report.ToMarkdown() + (drift is null ? "" : DriftMarkdown.Text(drift)));
            if (verb.IsAction && around.OnGitHub)
                ReportFile.Write(Path.Combine(around.Workspace, path), report.ToJson());
            if (drift is not null)
                DriftFiles.Write(story, around.Workspace, drift);
            foreach (var (record, recording) in gates)
                if (recording is not null)
                    GateFiles.Write(story, around.Workspace, recording, record);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            story.Say($"  the summary or {path} could not be written here: {error.Message}");
        }
    }

    private static Dictionary<string, string> Outputs(VerbRun? run, ExitCode code)
    {
        Dictionary<string, string> told = new(run?.Outputs ?? new Dictionary<string, string>());
        told.TryAdd("verdict", VerdictOf(code).ToString().ToLowerInvariant());
        return told;
    }

    private static string RecordingPath(Verb verb, GateRecord gate, int hosts) =>
        hosts > 1 ? $".tsh/{verb.Name}.{gate.Host}.ndjson" : $".tsh/{verb.Name}.ndjson";

    private static string Where(VerbRun? run) => run?.Where ?? "nowhere yet";

    private static string Live(VerbRun? run) => run?.Live ?? "not looked at; nothing was touched";
}
