namespace TshActions.Core.Schemas;

/// <summary>A difference with all that a person needs to judge it.</summary>
/// <param name="Fingerprint">Stable over runs: of kind, identity, attribute and change, and of nothing else.</param>
/// <param name="Guilty">The side that is not as the migrations say.</param>
/// <param name="Why">Why it weighs what it weighs, in a few words.</param>
/// <param name="Hint">A rename, a pending migration, whatever explains it; null where nothing does.</param>
/// <param name="Ignored">The reason of the rule that lets it pass; null where none does.</param>
public sealed record Finding(
    Difference Difference,
    string Fingerprint,
    Severity Severity,
    Side Guilty,
    string Why,
    string? Hint = null,
    string? Ignored = null
);

/// <summary>By what it does to the service, not by the statement that would mend it.</summary>
public enum Severity
{
    Info,
    Low,
    Medium,
    High,
    Critical,
}

/// <summary>Which side has drifted; unknown where nothing says what it should be.</summary>
public enum Side
{
    Unknown,
    Production,
    Staging,
    Both,
}
