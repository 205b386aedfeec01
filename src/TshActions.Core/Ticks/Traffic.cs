namespace TshActions.Core.Ticks;

/// <summary>What nginx wrote into its access log about one slot since the tick before; our own probes are not in it.</summary>
/// <param name="Errors">Answers of status 500 and above.</param>
/// <param name="Slow">Answers that took the slot longer than the limit of the p95 rule.</param>
public sealed record Traffic(long Requests, long Errors, long Slow);
