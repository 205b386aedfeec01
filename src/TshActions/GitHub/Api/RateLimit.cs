namespace TshActions.GitHub.Api;

/// <summary>How long GitHub asks to wait. Nothing was done for what it limits, so the same may be asked again.</summary>
/// <remarks>https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api</remarks>
internal static class RateLimit
{
    /// <summary>Of a secondary limit that says no time; doubled each time.</summary>
    private static readonly TimeSpan Secondary = TimeSpan.FromSeconds(60);

    /// <param name="times">How often it was waited before.</param>
    /// <returns>Null where no limit speaks.</returns>
    public static TimeSpan? Wait(ApiAnswer answer, int times)
    {
        if ((int)answer.Status is not (403 or 429))
            return null;
        if (answer.Number("retry-after") is { } seconds)
            return TimeSpan.FromSeconds(Math.Max(1, seconds));
        if (answer.Number("x-ratelimit-remaining") is 0)
            return UntilReset(answer);
        return
            (int)answer.Status is 429
            || ApiErrors.Said(answer).Contains("secondary rate", StringComparison.OrdinalIgnoreCase)
            ? Secondary * (1 << Math.Min(times, 6))
            : null;
    }

    /// <summary>A second more than it says: both sides count whole seconds.</summary>
    private static TimeSpan UntilReset(ApiAnswer answer) =>
        answer.Number("x-ratelimit-reset") is { } reset
            ? TimeSpan.FromSeconds(Math.Max(1, reset + 1 - answer.Date.ToUnixTimeSeconds()))
            : Secondary;

    public static ApiFailure TooLong(ApiRequest request, ApiAnswer answer, TimeSpan wait) =>
        new(
            Failing.Limit,
            $"GitHub did not {request.What} ({(int)answer.Status}): {Which(answer)}; it asks to wait {wait.TotalSeconds:0} s, longer than this run may",
            answer.Number("x-ratelimit-limit") is { } limit
                ? $"run again later, or give `github-token` the token of a GitHub App; this one may ask {limit} times an hour"
                : "run again later; look what else asks GitHub for this repository",
            ApiErrors.Said(answer)
        );

    private static string Which(ApiAnswer answer) =>
        answer.Number("x-ratelimit-remaining") is 0
            ? "the hour's requests are used up"
            : "it was asked too fast";
}
