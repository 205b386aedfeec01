namespace TshActions.Core.Gates.Rules;

/// <summary>One bake: what the judge knows of it beside the policy and the ticks.</summary>
/// <param name="Release">The release that must answer; null where nobody said it.</param>
/// <param name="HasOldSlot">Whether there is a release to go back to. A first deployment has none.</param>
public sealed record BakeCase(string? Release, Baseline Baseline, bool HasOldSlot = true);
