namespace TshActions.Core.Checks;

/// <summary>What a check found.</summary>
/// <param name="Detail">In one line: the value, the limit, and what is wrong.</param>
public sealed record CheckResult(string Check, Finding Finding, string Detail);
