using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TshActions.GitHub.Api;

/// <summary>What came back, as values.</summary>
/// <param name="Date">By GitHub's clock, so that ours may go wrong.</param>
public sealed record ApiAnswer(
    HttpStatusCode Status,
    byte[] Body,
    DateTimeOffset Date,
    IReadOnlyDictionary<string, string> Headers
)
{
    public bool IsGood => (int)Status is >= 200 and < 300;

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public long? Number(string name) => long.TryParse(Header(name), out var number) ? number : null;

    /// <summary>The address of the next page. Opaque: what is in it is GitHub's business (RFC 8288).</summary>
    public string? Next =>
        Header("link")
            ?.Split(',')
            .Select(link => link.Split(';', StringSplitOptions.TrimEntries))
            .Where(link => link.Skip(1).Contains("rel=\"next\""))
            .Select(link => link[0].Trim('<', '>', ' '))
            .FirstOrDefault();

    /// <exception cref="ApiFailure">It is no such JSON: it broke off, or something between us and GitHub answered.</exception>
    public T Read<T>(ApiRequest request, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type)
                ?? throw new JsonException("the answer is null");
        }
        catch (JsonException error)
        {
            throw new ApiFailure(
                Failing.Broken,
                $"GitHub's answer could not be read, when asked to {request.What}: {error.Message}",
                "run again; if it stays, something between here and GitHub answers in its place"
            );
        }
    }
}
