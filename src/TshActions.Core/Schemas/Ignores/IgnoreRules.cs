namespace TshActions.Core.Schemas.Ignores;

/// <summary>Findings after the rules, and what the rules themselves need.</summary>
/// <param name="Expired">No longer applied.</param>
/// <param name="Expiring">Applied, for at most 14 days more.</param>
/// <param name="Unused">A team's own rules that take nothing.</param>
public sealed record IgnoreOutcome(
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<IgnoreRule> Expired,
    IReadOnlyList<IgnoreRule> Expiring,
    IReadOnlyList<IgnoreRule> Unused
);

public static class IgnoreRules
{
    /// <summary>Days before its end from which a rule is told.</summary>
    public const int Notice = 14;

    /// <summary>The first rule that takes a finding gives the reason; a rule is used as soon as it would take one.</summary>
    public static IgnoreOutcome Apply(
        IReadOnlyList<Finding> findings,
        IReadOnlyList<IgnoreRule> rules,
        DateOnly today
    )
    {
        var expired = rules.Where(rule => rule.IsExpired(today)).ToList();
        var valid = rules.Except(expired).ToList();
        return new(
            [
                .. findings.Select(finding =>
                    valid.FirstOrDefault(rule => rule.Takes(finding)) is { } taking
                        ? finding with
                        {
                            Ignored = taking.Reason,
                        }
                        : finding
                ),
            ],
            expired,
            [
                .. valid.Where(rule =>
                    rule.Until is { } until && until.DayNumber - today.DayNumber <= Notice
                ),
            ],
            [.. valid.Where(rule => rule.Until is not null && !findings.Any(rule.Takes))]
        );
    }
}
