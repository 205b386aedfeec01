using TshActions.Core.Metrics;
using TshActions.Core.Preflight;
using TshActions.Core.Reports;
using TshActions.GitHub.Api;

namespace TshActions.Verbs;

/// <summary>Keeps GitHub's record of a deployment. What fails here fails no deployment: the host knows what is live.</summary>
internal static class Record
{
    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        var environment = run.FindPlaces()[0].Environment;
        run.Live = "not looked at: this verb speaks to GitHub alone";
        using var api = run.GitHub();
        // What must have been proven elsewhere before is what clients use.
        var records = new DeploymentRecords(
            api,
            environment.Name,
            environment.Requires is not null,
            environment.Site
        );
        return run.Inputs["state"] is "begin"
            ? await BeginAsync(run, api, records, cancel)
            : await EndAsync(run, records, cancel);
    }

    private static async Task<Ending> BeginAsync(
        VerbRun run,
        GitHubApi api,
        DeploymentRecords records,
        CancellationToken cancel
    )
    {
        var commit = Commit(run);
        var tree = "";
        PastDeployment? before = null;
        long id = 0;
        await run.Story.StepAsync(
            $"Read commit {commit}",
            async () =>
            {
                tree = (await new Commits(api).GetAsync(commit, cancel)).Tree.Sha;
                return $"tree {tree}";
            }
        );
        await run.Story.StepAsync(
            "Look at the records before",
            async () =>
            {
                (before, var closed) = await records.ReconcileAsync(run.Time.GetUtcNow(), cancel);
                return (
                        before is null
                            ? "none has passed yet"
                            : $"{before.Ours!.Release} passed last"
                    ) + (closed > 0 ? $"; {closed} of runs that ended without a word closed" : "");
            }
        );
        await run.Story.StepAsync(
            "Begin the record",
            async () =>
            {
                id = await records.BeginAsync(
                    commit,
                    run.Inputs["task"],
                    new(
                        DeploymentPayload.Current,
                        run.Token,
                        run.Inputs["release"],
                        tree,
                        run.Owner.Run,
                        Told(run, "digest"),
                        before?.Ours!.Release,
                        Told(run, "drift-verdict"),
                        run.Inputs["backward-compatible"],
                        Marks.Of(run) is var marks && marks != EnvironmentMarks.None ? marks : null,
                        DateText.InstantOf(run.Inputs["began"])
                    ),
                    cancel
                );
                return $"deployment {id}";
            }
        );
        run.Output("deployment", $"{id}");
        run.Output("tree", tree);
        run.Output("previous-release", before?.Ours!.Release ?? "");
        return run.End(
            ExitCode.Passed,
            $"GitHub knows of the deployment of {run.Inputs["release"]}, as {id}",
            "end it with `state: end`, whatever becomes of it"
        );
    }

    private static async Task<Ending> EndAsync(
        VerbRun run,
        DeploymentRecords records,
        CancellationToken cancel
    )
    {
        // A step that runs always must not stumble where an earlier one never ran.
        if (run.Inputs["deployment"] is not { Length: > 0 } text)
            return run.End(ExitCode.Passed, "no record was begun, so none is ended", "nothing");
        if (!long.TryParse(text, out var id))
            throw new BadInput(
                $"`deployment` is `{text}`, which is no id",
                "give what `state: begin` put out as `deployment`"
            );
        var state = run.Inputs["verdict"] switch
        {
            "pass" or "warn" => "success",
            "fail" => "failure",
            _ => "error",
        };
        await run.Story.StepAsync(
            $"End deployment {id} as {state}",
            async () =>
            {
                var closed = await records.EndAsync(
                    id,
                    state,
                    LiveSince.Write(
                        state is "success" ? DateText.InstantOf(run.Inputs["live-since"]) : null,
                        run.Inputs["note"]
                    ),
                    run.Owner.Run,
                    cancel
                );
                return closed is 0 ? "" : $"{closed} before it no longer active";
            }
        );
        run.Output("deployment", $"{id}");
        return run.End(
            ExitCode.Passed,
            $"GitHub knows that deployment {id} ended: {state}",
            "nothing"
        );
    }

    /// <summary>A release that is called like a commit is that commit, also where an older one comes back.</summary>
    private static string Commit(VerbRun run) =>
        run.Inputs["release"] is { Length: 40 } release && release.All(char.IsAsciiHexDigitLower)
            ? release
            : run.Inputs["commit"];

    private static string? Told(VerbRun run, string input) =>
        run.Inputs[input] is { Length: > 0 } text ? text : null;
}
