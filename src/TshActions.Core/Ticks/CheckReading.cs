using TshActions.Core.Checks;

namespace TshActions.Core.Ticks;

/// <summary>What one check said in a tick.</summary>
public sealed record CheckReading(Finding Finding, string Detail);
