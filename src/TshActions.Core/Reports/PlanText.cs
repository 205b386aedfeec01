using TshActions.Core.Slots;

namespace TshActions.Core.Reports;

/// <summary>A plan as a person reads it before anything changes.</summary>
public static class PlanText
{
    /// <param name="notes">What a person should know before it is carried out.</param>
    public static string Of(Decision.Plan plan, IReadOnlyList<string>? notes = null)
    {
        var state = plan.MadeFor;
        var steps = plan.Steps.Select(
            (step, index) => $"  {index + 1, 2}  {(step.Changes ? "~" : " ")} {step.Title}"
        );
        return $"""
                Plan for {state.Host}: {plan.Release} → {plan.To.Name}
                  live now  {state[plan.From]}
                  idle      {state[plan.To]}
                {string.Join('\n', steps)}
                  (~ changes the host)
                """ + string.Concat((notes ?? []).Select(note => $"\n  ! {note}"));
    }
}
