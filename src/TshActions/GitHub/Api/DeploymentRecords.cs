using TshActions.Core.Preflight;

namespace TshActions.GitHub.Api;

/// <summary>The records of one environment, kept so that at most one of them says that it is active, and that one is.</summary>
public sealed class DeploymentRecords(
    GitHubApi api,
    string environment,
    bool isProduction,
    Uri site
)
{
    /// <summary>Longer than any job on GitHub's runners lasts.</summary>
    private static readonly TimeSpan Forsaken = TimeSpan.FromHours(6);

    private readonly Deployments _deployments = new(api);

    /// <summary>Ends the records of runs that are over and never did.</summary>
    /// <returns>The deployment that passed last, and how many records were ended.</returns>
    /// <exception cref="ApiFailure"/>
    public async Task<(PastDeployment? Last, int Ended)> ReconcileAsync(
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var all = await OursAsync(cancel);
        var ended = 0;
        foreach (var one in all.Where(one => one.End is StagingEnd.UnderWay))
            if (await IsForsakenAsync(one, now, cancel))
            {
                await SetAsync(
                    one.DatabaseId,
                    "error",
                    "its run ended without a word; the host decided by itself",
                    one.Ours!.Run,
                    cancel
                );
                ended++;
            }
        return (all.FirstOrDefault(one => one.End is StagingEnd.Verified), ended);
    }

    /// <exception cref="ApiFailure"/>
    public async Task<long> BeginAsync(
        string commit,
        string task,
        DeploymentPayload payload,
        CancellationToken cancel
    )
    {
        var made = await _deployments.CreateAsync(
            new(
                commit,
                task,
                environment,
                Cut(
                    task is "rollback"
                        ? $"back to {payload.Release}"
                        : $"{payload.Release}, after {payload.Previous ?? "nothing"}"
                ),
                payload.ToElement(),
                isProduction
            ),
            payload.Key,
            cancel
        );
        await SetAsync(made.Id, "in_progress", "", payload.Run, cancel);
        return made.Id;
    }

    /// <returns>How many earlier ones are no longer active by it.</returns>
    /// <exception cref="ApiFailure"/>
    public async Task<int> EndAsync(
        long id,
        string state,
        string note,
        string run,
        CancellationToken cancel
    )
    {
        await SetAsync(id, state, note, run, cancel);
        if (state is not "success")
            return 0;
        var all = await OursAsync(cancel);
        if (all.FirstOrDefault(one => one.DatabaseId == id) is not { Active: { } since } mine)
            return 0;
        var before = all.Where(one =>
                one.Active is { } at && (at, one.DatabaseId).CompareTo((since, id)) < 0
            )
            .ToList();
        foreach (var one in before)
            // What was rolled back from did not pass after all. The rest GitHub does by itself, but not for production.
            await (
                mine.Task is "rollback" && one.Ours!.Release != mine.Ours!.Release
                    ? SetAsync(one.DatabaseId, "failure", "rolled back from", run, cancel)
                    : SetAsync(one.DatabaseId, "inactive", "", one.Ours!.Run, cancel)
            );
        return before.Count;
    }

    private async Task<IReadOnlyList<PastDeployment>> OursAsync(CancellationToken cancel) =>
        [
            .. (await _deployments.HistoryAsync(environment, cancel)).Where(one =>
                one.Ours is not null
            ),
        ];

    private async Task<bool> IsForsakenAsync(
        PastDeployment one,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        try
        {
            return now - one.CreatedAt > Forsaken
                || await new Runs(api).FindAsync(one.Ours!.Run, cancel) is { IsOver: true };
        }
        catch (ApiFailure failure) when (failure.Why is Failing.Permission)
        {
            // Without `actions: read` only time tells.
            return false;
        }
    }

    private Task<DeploymentStatus> SetAsync(
        long id,
        string state,
        string note,
        string run,
        CancellationToken cancel
    ) => _deployments.SetAsync(id, new(state, Cut(note), run, site.AbsoluteUri), cancel);

    private static string Cut(string text) =>
        text.Length <= Deployments.LongestDescription
            ? text
            : text[..(Deployments.LongestDescription - 1)] + "…";
}
