using TshActions.Core.Journal;
using TshActions.Core.Releases;
using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.Manifest;
using TshActions.Releases;

namespace TshActions.Verbs;

/// <summary>Brings a release into the idle slot, gates it there, and switches traffic to it.</summary>
internal static class DeploySlot
{
    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        var manifest = run.FindPlaces()[0].Manifest;
        var candidate = ReadCandidate(run);
        var order = Order(run, manifest, candidate.Release);
        await using var fleet = await Fleet.ConnectAsync(run, cancel);
        try
        {
            if (!run.Inputs.IsOn("plan-only"))
                await fleet.TakeLeasesAsync(seize: false, adopt: false, cancel);
            var states = await fleet.ObserveAsync(cancel);
            var rollout = new Rollout(run, fleet);
            return await rollout.CarryOutAsync(
                [
                    .. states.Select(
                        (state, index) =>
                            DeployPlanner.Plan(state, index is 0 ? order : order.WithoutDatabase)
                    ),
                ],
                (member, plan) =>
                    new PlanRunner(
                        run,
                        member,
                        plan,
                        Entry(run, plan, candidate, order.Schema),
                        new Delivery(member.App, run.Story, candidate)
                    ),
                plan => Done(plan, rollout),
                cancel
            );
        }
        finally
        {
            await fleet.ReleaseAsync(CancellationToken.None);
        }
    }

    private static string Done(Decision.Plan plan, Rollout rollout) =>
        plan.Steps[^1] switch
        {
            Step.Clear =>
                $"{plan.Release} was rehearsed in {plan.To.Name}: it would have got the traffic",
            Step.HandOver =>
                $"{plan.Release} is live in {plan.To.Name}, not confirmed yet; {First(rollout)}",
            _ => $"{plan.Release} is live in {plan.To.Name}; {First(rollout)}",
        };

    private static string First(Rollout rollout) =>
        $"its first answer came {rollout.FirstAnswerAfter?.TotalMilliseconds:0} ms after the switch";

    private static DeployOrder Order(VerbRun run, DeployManifest manifest, ReleaseId release) =>
        new(
            release,
            manifest.Migrations?.Command,
            manifest.Backup is not null,
            [
                .. manifest
                    .Processes.Where(process => process.Overlap is Overlap.Singleton)
                    .Select(process => process.Name),
            ],
            manifest.Lease,
            run.Inputs.IsOn("rehearse") ? DeployEnding.Rehearse
                : run.Inputs["confirm"] is "self" ? DeployEnding.Confirm
                : DeployEnding.LeaveToGate,
            run.Inputs["backward-compatible"] switch
            {
                "yes" => BackwardCompatible.Yes,
                "no" => BackwardCompatible.No,
                _ => BackwardCompatible.Unknown,
            }
        );

    private static IReadOnlyList<KeyValuePair<string, string>> Entry(
        VerbRun run,
        Decision.Plan plan,
        Candidate candidate,
        BackwardCompatible schema
    ) =>
        [
            new("kind", "deploy"),
            new("release", plan.Release.Text),
            new("deployment", candidate.Deployment),
            new("from", plan.From.Name),
            new("to", plan.To.Name),
            new("silence", schema is BackwardCompatible.No ? "hold" : "revert"),
            new("schema", schema.ToString().ToLowerInvariant()),
            new("owner", run.Owner.Name),
            new("run", run.Owner.Run),
        ];

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
