using System.Net;
using System.Net.Http.Headers;

namespace TshActions.GitHub.Api;

/// <summary>One request, one answer; redirections are followed, nothing is repeated.</summary>
internal sealed class ApiConnection(
    RepositoryAddress at,
    string token,
    HttpMessageHandler handler,
    TimeProvider time,
    TimeSpan patience
) : IDisposable
{
    /// <summary>Far more than any page of 100 that is asked for here.</summary>
    private const int LargestAnswer = 20_000_000;

    /// <summary>The version whose fields are read here; also what GitHub Enterprise Server knows.</summary>
    private const string Version = "2022-11-28";

    private readonly HttpMessageInvoker _http = new(handler, disposeHandler: false);

    /// <exception cref="ApiFailure">No answer came.</exception>
    public async Task<ApiAnswer> AskAsync(
        ApiRequest request,
        string? etag,
        CancellationToken cancel
    )
    {
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            var address = Address(request.Path);
            for (var hops = 0; ; hops++)
            {
                using var message = Message(request, address, etag);
                using var response = await _http.SendAsync(message, either.Token);
                if (hops < 3 && Elsewhere(request, response, address) is { } next)
                {
                    address = next;
                    continue;
                }
                return new(
                    response.StatusCode,
                    await BodyAsync(response, either.Token),
                    response.Headers.Date ?? time.GetUtcNow(),
                    response
                        .Headers.Concat(response.Content.Headers)
                        .ToDictionary(
                            header => header.Key.ToLowerInvariant(),
                            header => string.Join(", ", header.Value)
                        )
                );
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Unreachable(request, $"no answer within {patience.TotalSeconds:0.#} s");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Unreachable(request, error.InnerException?.Message ?? error.Message);
        }
    }

    private ApiFailure Unreachable(ApiRequest request, string reason) =>
        new(
            Failing.Unreachable,
            $"{at.Api.Host} could not be asked to {request.What}: {reason}",
            "look at https://www.githubstatus.com and run again; behind a proxy set HTTPS_PROXY"
        );

    private Uri Address(string path) =>
        path.StartsWith('/') ? new(at.Api.AbsoluteUri.TrimEnd('/') + path) : new(path);

    private HttpRequestMessage Message(ApiRequest request, Uri address, string? etag)
    {
        var message = new HttpRequestMessage(request.Method, address);
        // A page or a redirection to another place does not get the token.
        if (IsOurs(address) && token.Length > 0)
            message.Headers.Authorization = new("Bearer", token);
        message.Headers.Accept.ParseAdd("application/vnd.github+json");
        message.Headers.UserAgent.ParseAdd($"tsh/{ProgramVersion.Text}");
        message.Headers.Add("X-GitHub-Api-Version", Version);
        if (etag is not null)
            message.Headers.TryAddWithoutValidation("If-None-Match", etag);
        if (request.Body is { } body)
            message.Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
            };
        return message;
    }

    private bool IsOurs(Uri address) =>
        address.Scheme == at.Api.Scheme && address.Authority == at.Api.Authority;

    /// <summary>A repository that was renamed answers so; only 307 and 308 keep a change a change.</summary>
    private static Uri? Elsewhere(ApiRequest request, HttpResponseMessage response, Uri from) =>
        response.Headers.Location is { } location
        && (
            response.StatusCode
                is HttpStatusCode.TemporaryRedirect
                    or HttpStatusCode.PermanentRedirect
            || (
                request.Method == HttpMethod.Get
                && response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
            )
        )
            ? new Uri(from, location)
            : null;

    private static async Task<byte[]> BodyAsync(
        HttpResponseMessage response,
        CancellationToken cancel
    )
    {
        await response.Content.LoadIntoBufferAsync(LargestAnswer, cancel);
        return await response.Content.ReadAsByteArrayAsync(cancel);
    }

    public void Dispose() => _http.Dispose();
}
