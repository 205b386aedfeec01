using System.Globalization;
using TshActions.Core.Gates.Rules;

namespace TshActions.Core.Checks;

/// <summary>
/// What a gauge of the bake says already before the switch. Both slots run then, so what is used now is what will be;
/// it never blocks, because one look is no series.
/// </summary>
public static class GaugeForecast
{
    /// <summary>Not of what the check `disk` tells better, and not of an idle slot's own needs.</summary>
    public static bool CanTell(GaugeRule rule) => rule.Name is "cpu" or "memory" or "connections";

    public static CheckResult Judge(GaugeRule rule, SlotFacts facts) =>
        !facts.Gauges.TryGetValue(rule.Name, out var used)
            ? new(rule.Name, Finding.Inconclusive, $"{rule.Name} could not be measured")
            : new(
                rule.Name,
                used < rule.Below ? Finding.Passed : Finding.Warning,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rule.Name} {used:0.#} % before the switch, below {rule.Below:0.#} % is wanted"
                )
            );
}
