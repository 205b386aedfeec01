namespace TshActions.GitHub.Api;

/// <summary>GraphQL answers 200 and says in the body what went wrong.</summary>
internal sealed record GraphError(string? Type, string Message);

internal static class GraphErrors
{
    public static ApiFailure Of(string what, Permission need, IReadOnlyList<GraphError> errors)
    {
        var (why, reason, advice) = (errors is [var first, ..] ? first.Type : null) switch
        {
            "FORBIDDEN" or "INSUFFICIENT_SCOPES" => (
                Failing.Permission,
                $"the token may not; it needs `{need.Line}`",
                need.Advice
            ),
            "NOT_FOUND" => (
                Failing.NotFound,
                "it is not there, or hidden from this token",
                $"look whether the name is right; if it is, {need.Advice}"
            ),
            "RATE_LIMITED" => (
                Failing.Limit,
                "the hour's questions are used up",
                "run again later"
            ),
            _ => (Failing.Refused, "it refuses", "mend what it names"),
        };
        return new(
            why,
            $"GitHub did not {what}: {reason}",
            advice,
            string.Join('\n', errors.Select(error => error.Message))
        );
    }
}
