namespace TshActions.GitHub.Api;

/// <summary>One question, or one change asked for.</summary>
/// <param name="Path">Below the API's root, with its query; or a whole address GitHub named as the next page.</param>
/// <param name="What">As a verb phrase for messages: `read the rules of main`.</param>
/// <param name="Body">JSON, null for none.</param>
public sealed record ApiRequest(
    HttpMethod Method,
    string Path,
    string What,
    Permission Need,
    byte[]? Body = null
)
{
    public static ApiRequest Get(string path, string what, Permission need) =>
        new(HttpMethod.Get, path, what, need);
}
