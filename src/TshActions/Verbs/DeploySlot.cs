using TshActions.Backups;
using TshActions.Core.Journal;
using TshActions.Core.Preflight;
using TshActions.Core.Releases;
using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.Manifest;
using TshActions.Releases;
using TshActions.Runtimes;

namespace TshActions.Verbs;

/// <summary>Brings a release into the idle slot, gates it there, and switches traffic to it.</summary>
internal static class DeploySlot
{
    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        var place = run.FindPlaces()[0];
        var candidate = CandidateReading.Read(run, place.Manifest);
        var order = Order(run, place, candidate.Release);
        using var storage = Storage(run, place.Manifest);
        await using var fleet = await Fleet.ConnectAsync(run, cancel);
        try
        {
            if (!run.Inputs.IsOn("plan-only"))
                await fleet.TakeLeasesAsync(seize: false, adopt: false, cancel);
            var states = await fleet.ObserveAsync(cancel);
            if (Concord.Difference(states) is { } apart)
                run.Story.Say(
                    $"  the hosts serve different releases now: {apart}. This brings them together; what fails goes back to what each serves now"
                );
            var rollout = new Rollout(run, fleet);
            var ending = await rollout.CarryOutAsync(
                await DecideAsync(fleet, states, order, candidate, run.Time, cancel),
                (member, plan) =>
                    new PlanRunner(
                        run,
                        member,
                        plan,
                        Entry(run, plan, candidate, order.Schema),
                        new Delivery(
                            member.App,
                            SlotRuntime.Of(member.App, run.Story.Say, run.Time),
                            run.Story,
                            candidate,
                            storage
                        )
                    ),
                plan => Done(plan, rollout),
                cancel
            );
            if (ending.Good && rollout.FirstAnswerAt is { } live)
                run.Output(
                    "live-since",
                    DateText.Instant(run.Time.GetUtcNow() - (run.Story.Elapsed - live))
                );
            return ending;
        }
        finally
        {
            await fleet.ReleaseAsync(cancel);
        }
    }

    /// <summary>A plan for each host, or why that host cannot carry two slots at once.</summary>
    private static async Task<IReadOnlyList<Decision>> DecideAsync(
        Fleet fleet,
        IReadOnlyList<HostState> states,
        DeployOrder order,
        Candidate candidate,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        List<Decision> decisions = [];
        foreach (var (member, state) in fleet.Members.Zip(states))
        {
            var decision = DeployPlanner.Plan(
                state,
                decisions.Count is 0 ? order : order.WithoutDatabase
            );
            if (decision is Decision.Plan plan)
                switch (
                    await Room.DecideAsync(member, candidate, state[plan.From].Deployment, cancel)
                )
                {
                    case OverlapDecision.Refused refused:
                        decision = new Decision.Refusal(
                            ExitCode.VerdictFail,
                            refused.Reason,
                            refused.Advice
                        );
                        break;
                    case OverlapDecision.Fits(var notes):
                        member.Notes.AddRange(notes);
                        break;
                }
            else if (decision is Decision.NothingToDo(_, var live))
                decision = await EnvironmentRule.CheckAsync(
                    member.App,
                    decision,
                    state[live],
                    candidate,
                    SlotRuntime.Of(member.App, _ => { }, time),
                    cancel
                );
            decisions.Add(decision);
        }

        return decisions;
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

    private static DeployOrder Order(VerbRun run, Place place, ReleaseId release) =>
        new(
            release,
            place.Manifest.Migrations?.Command,
            place.Manifest.Backup is not null,
            place.Singletons,
            place.Manifest.Lease,
            run.Inputs.IsOn("rehearse") ? DeployEnding.Rehearse
                : run.Inputs["confirm"] is "self" ? DeployEnding.Confirm
                : DeployEnding.LeaveToGate,
            place.Manifest.Retention.Releases,
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

    /// <summary>Where backups are copied to; null where the manifest names no bucket.</summary>
    private static S3Store? Storage(VerbRun run, DeployManifest manifest)
    {
        if (manifest.Backup?.S3 is not { } bucket)
            return null;
        var (key, secret) = (run.Inputs["backup-s3-key-id"], run.Inputs["backup-s3-secret"]);
        if (key.Length is 0 || secret.Length is 0)
            throw new BadInput(
                $"the manifest copies backups to the bucket {bucket.Bucket}, and `backup-s3-key-id` or `backup-s3-secret` is empty",
                "pass both secrets to this step, or leave `backup.s3` out of the manifest; no host was touched"
            );
        run.Story.Hide(secret.Trim());
        return new S3Store(
            bucket.Endpoint,
            bucket.Bucket,
            bucket.Prefix,
            bucket.Region,
            key.Trim(),
            secret.Trim()
        );
    }
}
