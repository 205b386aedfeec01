using System.Globalization;

namespace TshActions.Core.Checks;

/// <summary>What the site's answers say to browsers, and what they give away.</summary>
public static class HeadersJudge
{
    /// <summary>
    /// `Strict-Transport-Security`, as RFC 6797 has browsers read it: over TLS only, the first of several headers, and
    /// not at all when a directive comes twice.
    /// </summary>
    public static Judged Hsts(TimeSpan minAge, Reply.Answered answer)
    {
        if (!answer.Secure)
            return Judged.Failed("HSTS counts over HTTPS alone, and the answer came without TLS");
        if (answer.Of("Strict-Transport-Security").FirstOrDefault() is not { } header)
            return Judged.Failed("no Strict-Transport-Security");
        var directives = header
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(directive => directive.Split('=', 2, StringSplitOptions.TrimEntries))
            .ToList();
        var ages = directives
            .Where(parts => parts[0].Equals("max-age", StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (
            directives.DistinctBy(parts => parts[0], StringComparer.OrdinalIgnoreCase).Count()
                != directives.Count
            || ages is not [[_, var text]]
            || !long.TryParse(
                text.Trim('"'),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var age
            )
        )
            return Judged.Failed($"HSTS has no max-age to go by: {Excerpt.Of(header)}");
        return age >= minAge.TotalSeconds
            ? Judged.Passed($"HSTS max-age={age}")
            : Judged.Failed($"HSTS max-age={age}, less than {minAge.TotalSeconds:0}");
    }

    /// <summary>A policy that is only reported keeps nobody out.</summary>
    public static Judged Csp(Reply.Answered answer) =>
        answer.Of("Content-Security-Policy").Any(policy => policy.Trim().Length > 0)
            ? Judged.Passed("CSP is there")
            : Judged.Failed("no Content-Security-Policy");

    /// <param name="answer">To a request, or to the question before one, that names <paramref name="origin"/>.</param>
    public static Judged Cors(string origin, Reply.Answered answer)
    {
        var allowed = answer.Of("Access-Control-Allow-Origin").Select(value => value.Trim());
        foreach (var value in allowed)
        {
            if (value is "*" || value.Equals(origin, StringComparison.OrdinalIgnoreCase))
                return Judged.Failed(
                    $"CORS allows {(value is "*" ? "every origin" : Excerpt.Of(origin))}"
                );
        }

        return Judged.Passed($"CORS does not allow {Excerpt.Of(origin)}");
    }

    /// <summary>Whether an answer shows that requests are counted: draft-ietf-httpapi-ratelimit-headers, its fore-runners, or 429.</summary>
    public static bool IsLimited(Reply.Answered answer) =>
        answer.Status is 429
        || answer.Headers.Any(header =>
            header.Key.StartsWith("RateLimit", StringComparison.OrdinalIgnoreCase)
            || header.Key.StartsWith("X-RateLimit-", StringComparison.OrdinalIgnoreCase)
            || header.Key.StartsWith("X-Rate-Limit-", StringComparison.OrdinalIgnoreCase)
        );

    /// <param name="answers">To requests right after one another, until the first that shows a limit.</param>
    public static Judged RateLimit(string path, IReadOnlyCollection<Reply.Answered> answers) =>
        answers switch
        {
            { Count: 0 } => Judged.Inconclusive($"{path} gave no answer to judge"),
            _ when answers.Any(IsLimited) => Judged.Passed($"{path} is limited"),
            _ => Judged.Failed(
                $"{path} answered {answers.Count} times without a limit (no RateLimit header, no 429)"
            ),
        };

    public static Judged Closed(string path, Reply.Answered answer) =>
        answer.IsSuccess
            ? Judged.Failed($"{path} is open: status {answer.Status}")
            : Judged.Passed($"{path} is closed");
}
