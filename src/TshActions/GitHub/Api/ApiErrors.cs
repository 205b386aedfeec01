using System.Text.Json;

namespace TshActions.GitHub.Api;

/// <summary>GitHub's refusals in words: what was asked for, why not, and the line that mends it.</summary>
internal static class ApiErrors
{
    public static ApiFailure Of(ApiRequest request, ApiAnswer answer)
    {
        var status = (int)answer.Status;
        var (why, reason, advice) = status switch
        {
            401 => (
                Failing.Token,
                "it does not accept the token",
                "pass `github-token: ${{ github.token }}`; the token of a job ends with the job"
            ),
            403 => (
                Failing.Permission,
                $"the token may not; it needs `{Needed(request, answer)}`",
                request.Need.Advice
            ),
            404 or 410 => (
                Failing.NotFound,
                "it is not there, or hidden from this token",
                $"look whether the name is right; if it is, {request.Need.Advice}"
            ),
            409 => (
                Failing.Conflict,
                "it contradicts what is there",
                "look at what is there, then run again"
            ),
            >= 500 => (
                Failing.Broken,
                "it has trouble of its own",
                "look at https://www.githubstatus.com and run again"
            ),
            _ => (Failing.Refused, "it refuses", "mend what it names"),
        };
        return new(
            why,
            $"GitHub did not {request.What} ({status}): {reason}",
            advice,
            Said(answer)
        );
    }

    /// <summary>What GitHub itself names, where it does.</summary>
    private static string Needed(ApiRequest request, ApiAnswer answer) =>
        answer.Header("x-accepted-github-permissions") is { Length: > 0 } named
            ? named.Replace("=", ": ").Replace('_', '-')
            : request.Need.Line;

    /// <summary>Its message, the fields it complains of, and the id its support asks for.</summary>
    public static string Said(ApiAnswer answer)
    {
        List<string> lines = [];
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            if (json.RootElement.ValueKind is JsonValueKind.Object)
            {
                lines.AddRange(Text(json.RootElement, "message"));
                if (
                    json.RootElement.TryGetProperty("errors", out var errors)
                    && errors.ValueKind is JsonValueKind.Array
                )
                    lines.AddRange(errors.EnumerateArray().Select(Field));
                lines.AddRange(Text(json.RootElement, "documentation_url"));
            }
        }
        catch (JsonException)
        {
            lines.Add("(no JSON)");
        }
        if (answer.Header("x-github-request-id") is { } id)
            lines.Add($"request {id}");
        return string.Join('\n', lines);
    }

    private static string Field(JsonElement error) =>
        error.ValueKind is JsonValueKind.Object
            ? string.Join(
                ' ',
                (string[])
                    [
                        .. Text(error, "resource"),
                        .. Text(error, "field"),
                        .. Text(error, "code"),
                        .. Text(error, "message"),
                    ]
            )
            : error.ToString();

    private static IEnumerable<string> Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? [value.GetString()!]
            : [];
}
