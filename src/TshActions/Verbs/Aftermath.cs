using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Probes;
using TshActions.Proxies;
using TshActions.Releases;

namespace TshActions.Verbs;

/// <summary>
/// Brings a host back to where a failed plan found it. It is told of every trouble on the way, but the first error
/// stays the one that is reported.
/// </summary>
internal sealed class Aftermath(AppHost app, Prober prober, Story story, TimeProvider time)
{
    // A runner kills us 10 s after it asked us to stop (runner ProcessInvoker.cs).
    private static readonly TimeSpan WhenCancelled = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan WhenFailed = TimeSpan.FromMinutes(2);

    /// <summary>Puts the previous slot live again, if traffic moved, and clears the candidate out of its slot.</summary>
    /// <returns>Whether the previous slot is live, as far as the host could be asked.</returns>
    public async Task<bool> UndoAsync(
        Decision.Plan plan,
        PlanRunner runner,
        Delivery? delivery,
        bool cancelled
    )
    {
        using var deadline = new CancellationTokenSource(
            cancelled ? WhenCancelled : WhenFailed,
            time
        );
        var back =
            !runner.Switched
            || await TryAsync(
                $"Switch back to {plan.From.Name}",
                () => SwitchBackAsync(plan, deadline.Token)
            );
        if (back && delivery is { TookSlot: true })
            await TryAsync(
                $"Give {plan.To.Name} back what it held",
                () => ClearAsync(plan.To, delivery.Deployment, deadline.Token)
            );
        return back;
    }

    /// <summary>After a release was taken back: its slot is idle now, and the release it displaced is warm again.</summary>
    public async Task ClearAfterwardsAsync(Slot slot, string deployment)
    {
        using var deadline = new CancellationTokenSource(WhenFailed, time);
        await TryAsync(
            $"Give {slot.Name} back what it held",
            () => ClearAsync(slot, deployment, deadline.Token)
        );
    }

    /// <summary>Stops what failed in an idle slot, and lets the release that was there before be warm again.</summary>
    private async Task<string> ClearAsync(Slot slot, string deployment, CancellationToken cancel)
    {
        await Drain.WaitAsync(app, slot, time, cancel);
        await app.StopAsync(slot, cancel);
        if (await app.RestoreAsync(slot, deployment, cancel) is not { } former)
            return "stopped";
        await app.StartAsync(slot, cancel);
        return $"{former} is warm again";
    }

    private async Task<string> SwitchBackAsync(Decision.Plan plan, CancellationToken cancel)
    {
        await app.SwitchAsync(plan.From, cancel);
        if (plan.MadeFor[plan.From].Release is not { } previous)
            return "no release was live before";
        var answer = await prober.AskSiteAsync(cancel);
        return answer.Release == previous.Text
            ? $"the site answers with {previous}"
            : throw new SwitchNotProven(
                $"the site answers with {answer.Release ?? answer.Detail}, not with {previous}"
            );
    }

    private async Task<bool> TryAsync(string title, Func<Task<string>> carryOut)
    {
        try
        {
            await story.StepAsync(title, carryOut);
            return true;
        }
        catch (Exception error) when (error is ActionException or OperationCanceledException)
        {
            story.Say($"  {(error as ActionException)?.Advice ?? "no time left"}");
            story.Foreign("what the host said", (error as ActionException)?.Foreign ?? "");
            return false;
        }
    }
}
