namespace TshActions.Rig.Load;

/// <summary>Who is asked what, how often, and where it ends: every run has a longest time and a greatest count.</summary>
public sealed record LoadPlan(string Host, int Port, IReadOnlyList<LoadRequest> Mix)
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromHours(1);

    /// <summary>The name sent as <c>Host:</c>, when nginx must choose a site by name.</summary>
    public string? HostHeader { get; init; }

    public int Connections { get; init; } = 24;

    /// <summary>A connection idles this long between two requests, drawn evenly from least to most. Idle
    /// connections are what a reload closes, so a load without think time tests too little.</summary>
    public TimeSpan LeastThinkTime { get; init; }

    public TimeSpan MostThinkTime { get; init; }

    /// <summary>The cap of all connections together; null for as fast as the answers come.</summary>
    public double? RequestsPerSecond { get; init; }

    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromMinutes(5);

    public long MaxRequests { get; init; } = 2_000_000;

    /// <summary>The same seed draws the same requests and think times on each connection.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many failures of each scene are kept in full; all are counted.</summary>
    public int FailuresKept { get; init; } = 50;

    /// <summary>Clients of a small office: about 150 requests a second, each connection idle most of the time.</summary>
    public static LoadPlan Gentle(string host, int port, params IReadOnlyList<LoadRequest> mix) =>
        new(host, port, mix)
        {
            Connections = 24,
            LeastThinkTime = TimeSpan.FromMilliseconds(20),
            MostThinkTime = TimeSpan.FromMilliseconds(260),
            RequestsPerSecond = 150,
        };

    /// <summary>Busy connections that ask again as soon as they are answered: this finds the races.</summary>
    public static LoadPlan Burst(string host, int port, params IReadOnlyList<LoadRequest> mix) =>
        new(host, port, mix) { Connections = 48 };

    /// <exception cref="ArgumentException">The plan asks for the impossible, or for a run without an end.</exception>
    internal static void Require(LoadPlan plan)
    {
        (bool IsWrong, string What)[] rules =
        [
            (plan.Mix.Count == 0, "a mix of no requests"),
            (plan.Mix.Any(request => request.Weight <= 0), "a request without weight"),
            (plan.Connections <= 0, "no connection"),
            (plan.MaxRequests <= 0, "no request at all"),
            (
                plan.MaxDuration <= TimeSpan.Zero || plan.MaxDuration > LongestRun,
                $"a duration outside 0 to {LongestRun}"
            ),
            (plan.RequestTimeout <= TimeSpan.Zero, "no time for an answer"),
            (
                plan.LeastThinkTime < TimeSpan.Zero || plan.MostThinkTime < plan.LeastThinkTime,
                "think times out of order"
            ),
            (plan.RequestsPerSecond <= 0, "no request per second"),
        ];
        if (rules.FirstOrDefault(rule => rule.IsWrong) is { What: { } what })
        {
            throw new ArgumentException($"The load plan asks for {what}.", nameof(plan));
        }
    }
}
