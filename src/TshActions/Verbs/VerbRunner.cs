using TshActions.Core.Gates;
using TshActions.Core.Reports;
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
        VerbRun? run = null;
        Ending ending;
        try
        {
            run = new VerbRun(around, Inputs.Read(verb, options, around.Environment), story);
            ending = IsPostStep(verb, around)
                ? await Recover.AfterwardsAsync(run, cancel)
                : await verb.Tell(run, cancel);
        }
        catch (ActionException error)
        {
            story.Foreign("what the host said", error.Foreign);
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

        Tell(verb, ending, run, story, new ActionFiles(around.Environment), redaction, around);
        return ending.Code;
    }

    /// <summary>The runner starts the same image with the same arguments again after the job; only the state differs.</summary>
    private static bool IsPostStep(Verb verb, Surroundings around) =>
        verb.IsAction && around.Environment.GetValueOrDefault("STATE_lease") is { Length: > 0 };

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

        // Cleaned as values, before Markdown or JSON escape them into something the redaction would not know again.
        var report = new RunReport(
            1,
            verb.Name,
            ending with
            {
                What = redaction.Clean(ending.What),
                Next = redaction.Clean(ending.Next),
            },
            run?.Outputs ?? new Dictionary<string, string>(),
            story.Steps,
            [.. (run?.Ticks ?? []).Select(tick => Clean(tick, redaction))],
            story.Exhibits
        );
        files.Summary(report.ToMarkdown());
        if (!verb.IsAction || !around.OnGitHub)
            return;
        var path = $".tsh/{verb.Name}.json";
        ReportFile.Write(Path.Combine(around.Workspace, path), report.ToJson());
        foreach (var (name, value) in report.Outputs.Append(new("report", path)))
            files.Output(name, value);
    }

    private static Tick Clean(Tick tick, Redaction redaction) =>
        tick with
        {
            Results =
            [
                .. tick.Results.Select(result =>
                    result with
                    {
                        Detail = redaction.Clean(result.Detail),
                    }
                ),
            ],
        };

    private static string Where(VerbRun? run) => run?.Where ?? "nowhere yet";

    private static string Live(VerbRun? run) => run?.Live ?? "not looked at; nothing was touched";
}
