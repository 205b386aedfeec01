namespace TshActions.Core.Checks;

/// <summary>One answer: its status and what kind of content it is.</summary>
public static class HttpJudge
{
    public static Judged Judge(int status, string? contentType, Reply.Answered answer)
    {
        if (answer.Status != status)
            return Judged.Failed($"status {answer.Status}, not {status}{Towards(answer)}");
        if (contentType is null)
            return Judged.Passed($"status {status}");
        if (
            answer.ContentType is not { } kind
            || !kind.StartsWith(contentType, StringComparison.OrdinalIgnoreCase)
        )
            return Judged.Failed(
                $"status {status}, but {(answer.ContentType is { } other ? Excerpt.Of(other) : "no content type")}, not {contentType}"
            );
        return answer.Body.Length > 0
            ? Judged.Passed($"status {status}, {Excerpt.Of(kind)}, {answer.Body.Length} characters")
            : Judged.Failed($"status {status}, {Excerpt.Of(kind)}, but nothing in it");
    }

    // A redirect is not followed: a login page that answers 200 is not what was asked for.
    private static string Towards(Reply.Answered answer) =>
        answer.Status is >= 300 and < 400 && answer.Of("Location").FirstOrDefault() is { } target
            ? $" (to {Excerpt.Of(target.Split('?')[0])})"
            : "";
}
