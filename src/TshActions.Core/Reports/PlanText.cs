using TshActions.Core.Slots;

namespace TshActions.Core.Reports;

/// <summary>A plan as a person reads it before anything changes.</summary>
public static class PlanText
{
    public static string Of(Decision.Plan plan)
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
            """;
    }
}
