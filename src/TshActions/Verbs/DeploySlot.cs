using TshActions.Core.Releases;
using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Probes;
using TshActions.Releases;

namespace TshActions.Verbs;

/// <summary>Brings a release into the idle slot, gates it there, and switches traffic to it.</summary>
internal static class DeploySlot
{
    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        var place = run.FindPlace();
        var candidate = ReadCandidate(run);
        await using var host = await run.ConnectAsync(place, place.Host.User, cancel);
        using var prober = new Prober(host, place, run.Time);
        var app = new AppHost(host, place);
        var move = new TrafficMove(run, app, prober);

        var state = await move.ObserveAsync(cancel);
        var decision = DeployPlanner.Plan(
            state,
            candidate.Release,
            place.Manifest.Migrations?.Command
        );
        var ending = await move.CarryOutAsync(
            decision,
            new Delivery(app, run.Story, candidate),
            Done,
            cancel
        );
        run.Keep(move.Ticks);
        return ending;
    }

    private static string Done(Decision.Plan plan, PlanRunner runner) =>
        $"{plan.Release} is live in {plan.To.Name}; its first answer came {runner.FirstAnswerAfter?.TotalMilliseconds:0} ms after the switch";

    private static Candidate ReadCandidate(VerbRun run)
    {
        List<string> wrong = [];
        var release = ReleaseId.Parse(run.Inputs["release"]);
        if (release is null)
            wrong.Add($"`release` is `{run.Inputs["release"]}`: write {ReleaseId.Rule}");

        var folder = run.InWorkspace(run.Inputs["path"]);
        if (!Directory.Exists(folder))
            wrong.Add($"`path` is `{run.Inputs["path"]}`, and there is no such folder");
        else if (!Directory.EnumerateFileSystemEntries(folder).Any())
            wrong.Add($"`path` is `{run.Inputs["path"]}`, an empty folder");

        EnvironmentFile? environment = null;
        if (run.Inputs["env-file"] is { Length: > 0 } text)
        {
            (environment, var problems) = EnvironmentFile.Parse(text);
            wrong.AddRange(problems.Select(problem => $"`env-file`, {problem}"));
            foreach (var value in SecretValues.Of(environment))
                run.Story.Hide(value);
        }

        if (release is not { } id || wrong.Count > 0)
            throw new BadInput(
                string.Join("; ", wrong),
                "mend the inputs and run again; no host was touched"
            );
        var deployment = $"{run.Time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}-{id}";
        return new Candidate(id, deployment, folder, environment);
    }
}
