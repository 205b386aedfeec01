using TshActions.Core.Journal;
using TshActions.Core.Slots;

namespace TshActions.Core.Reports;

/// <summary>A plan as a person reads it before anything changes.</summary>
public static class PlanText
{
    /// <param name="budget">How long a step may take, where that is known.</param>
    /// <param name="notes">What a person should know before it is carried out.</param>
    public static string Of(
        Decision.Plan plan,
        Func<Step, TimeSpan?>? budget = null,
        IReadOnlyList<string>? notes = null
    )
    {
        var state = plan.MadeFor;
        var budgets = plan.Steps.Select(step => budget?.Invoke(step)).ToList();
        var steps = plan.Steps.Select(
            (step, index) =>
                $"  {index + 1, 2}  {(step.Changes ? "~" : " ")} {step.Title}{(budgets[index] is { } most ? $" · at most {most.AsLimit}" : "")}"
        );
        var all = budgets.Aggregate(TimeSpan.Zero, (sum, most) => sum + (most ?? TimeSpan.Zero));
        var inAll =
            all == TimeSpan.Zero ? ""
            : plan.Steps.Any(step => step is Step.Upload)
                ? $"; at most {all.AsLimit} in all, beside the upload"
            : $"; at most {all.AsLimit} in all";
        return $"""
                Plan for {state.Host}: {plan.Release} → {plan.To.Name}
                  live now  {state[plan.From]}
                  idle      {state[plan.To]}
                {string.Join('\n', steps)}
                  (~ changes the host{inAll})
                """ + string.Concat((notes ?? []).Select(note => $"\n  ! {note}"));
    }

    /// <summary>The same for a release that is taken back by the journal entry that brought it.</summary>
    public static string Of(HostState state, JournalEntry unconfirmed) =>
        $"""
            Plan for {state.Host}: {unconfirmed.Release} is taken back, which nobody has confirmed yet
              live now  {state[unconfirmed.To]}
              idle      {state[unconfirmed.From]}
               1  ~ Switch back
               2  ~ Clear the slot of {unconfirmed.Release}
               3    Prove that the site answers with the release before
              (~ changes the host)
            """;
}
