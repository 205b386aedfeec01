using TshActions.Core.Schemas.Weights;

namespace TshActions.Core.Schemas.Verdicts;

/// <summary>What each row of the table weighs, and for whom.</summary>
public static class Findings
{
    /// <param name="difference">Seen from what the guilty side should be; from production where nobody is known to be guilty.</param>
    public static Finding Of(Standing standing, Difference difference, string? hint = null)
    {
        var weight = standing.Cause switch
        {
            Cause.Pending => new(Severity.Info, "a pending migration brings it"),
            // Either may be right, so the worse of the two counts.
            Cause.Unknown => Heavier(Weight.Of(difference), Weight.Of(Turned(difference))),
            _ => Weight.Of(difference),
        };
        return new(
            difference,
            Fingerprint.Of(difference),
            weight.Severity,
            standing.Guilty,
            weight.Why,
            hint ?? standing.Hint
        );
    }

    public static Difference Turned(Difference difference) =>
        difference with
        {
            Before = difference.After,
            After = difference.Before,
        };

    private static Weight Heavier(Weight one, Weight other) =>
        other.Severity > one.Severity ? other : one;
}
