using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly;
using Polly.Retry;

namespace TshActions.GitHub.Api;

/// <summary>
/// GitHub's REST API as it wants to be used: limits are obeyed, what is known is not asked twice, reads are repeated when
/// they break, writes are spaced and never repeated without a look whether the first one was heard.
/// </summary>
/// <remarks>https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api</remarks>
public sealed class GitHubApi(
    RepositoryAddress at,
    string token,
    HttpMessageHandler handler,
    TimeProvider time,
    Action<string> say,
    ApiPatience patience
) : IDisposable
{
    /// <summary>Between two writes, as GitHub asks.</summary>
    private static readonly TimeSpan Space = TimeSpan.FromSeconds(1);

    /// <summary>After a write whose answer was lost: GitHub's readers lag behind its writers.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(2);

    private readonly ApiConnection _connection = new(at, token, handler, time, patience.Answer);
    private readonly Dictionary<string, (string Tag, ApiAnswer Answer)> _known = [];
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ResiliencePipeline _reads = new ResiliencePipelineBuilder
    {
        TimeProvider = time,
    }
        .AddRetry(
            new RetryStrategyOptions
            {
                MaxRetryAttempts = 3,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(500),
                ShouldHandle = new PredicateBuilder().Handle<ApiFailure>(failure =>
                    failure.MayPass
                ),
                OnRetry = retry =>
                {
                    say($"  {retry.Outcome.Exception!.Message}; asking again");
                    return ValueTask.CompletedTask;
                },
            }
        )
        .Build();
    private TimeSpan _waited;
    private long? _written;

    public RepositoryAddress At => at;

    /// <exception cref="ApiFailure"/>
    public async Task<T> GetAsync<T>(
        string path,
        string what,
        Permission need,
        JsonTypeInfo<T> type,
        CancellationToken cancel
    )
    {
        var (page, _) = await PageAsync(ApiRequest.Get(path, what, need), type, cancel);
        return page;
    }

    /// <returns>Default where it is not there.</returns>
    /// <exception cref="ApiFailure">Anything but that.</exception>
    public async Task<T?> FindAsync<T>(
        string path,
        string what,
        Permission need,
        JsonTypeInfo<T> type,
        CancellationToken cancel
    )
    {
        try
        {
            return await GetAsync(path, what, need, type, cancel);
        }
        catch (ApiFailure failure) when (failure.Why is Failing.NotFound)
        {
            return default;
        }
    }

    /// <summary>Page by page, as far as somebody reads on.</summary>
    /// <exception cref="ApiFailure"/>
    public async IAsyncEnumerable<T> PagesAsync<T>(
        string path,
        string what,
        Permission need,
        JsonTypeInfo<T> type,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        for (string? next = path; next is not null; )
        {
            (var page, next) = await PageAsync(ApiRequest.Get(next, what, need), type, cancel);
            yield return page;
        }
    }

    /// <param name="readBack">Looks whether a write whose answer was lost was heard; null where it was not.</param>
    /// <exception cref="ApiFailure"/>
    public async Task<T> WriteAsync<TBody, T>(
        HttpMethod method,
        string path,
        string what,
        Permission need,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<T> type,
        Func<CancellationToken, Task<T?>> readBack,
        CancellationToken cancel
    )
        where T : class
    {
        var request = new ApiRequest(
            method,
            path,
            what,
            need,
            JsonSerializer.SerializeToUtf8Bytes(body, bodyType)
        );
        await _writing.WaitAsync(cancel);
        try
        {
            await SpaceAsync(cancel);
            try
            {
                return (await ExchangeAsync(request, null, cancel)).Read(request, type);
            }
            catch (ApiFailure failure) when (failure.MayPass)
            {
                say($"  {failure.Message}; looking whether it was heard");
                await Task.Delay(Lag, time, cancel);
                return await readBack(cancel)
                    ?? (await ExchangeAsync(request, null, cancel)).Read(request, type);
            }
            finally
            {
                _written = time.GetTimestamp();
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>A question by GraphQL: a read, though it is posted.</summary>
    /// <exception cref="ApiFailure"/>
    public async Task<T> QueryAsync<T>(
        byte[] query,
        string what,
        Permission need,
        JsonTypeInfo<T> type,
        CancellationToken cancel
    )
    {
        var request = new ApiRequest(HttpMethod.Post, at.GraphQl.AbsoluteUri, what, need, query);
        return await _reads.ExecuteAsync(
            async _ => (await ExchangeAsync(request, null, cancel)).Read(request, type),
            cancel
        );
    }

    private async Task<(T Page, string? Next)> PageAsync<T>(
        ApiRequest request,
        JsonTypeInfo<T> type,
        CancellationToken cancel
    ) =>
        await _reads.ExecuteAsync(
            async _ =>
            {
                var answer = await ReadAsync(request, cancel);
                return (answer.Read(request, type), answer.Next);
            },
            cancel
        );

    /// <summary>What did not change costs no request of the hour's.</summary>
    private async Task<ApiAnswer> ReadAsync(ApiRequest request, CancellationToken cancel)
    {
        var known = _known.TryGetValue(request.Path, out var seen);
        var answer = await ExchangeAsync(request, known ? seen.Tag : null, cancel);
        if (known && answer.Status is HttpStatusCode.NotModified)
            return seen.Answer;
        if (answer.Header("etag") is { } tag)
            _known[request.Path] = (tag, answer);
        return answer;
    }

    private async Task<ApiAnswer> ExchangeAsync(
        ApiRequest request,
        string? tag,
        CancellationToken cancel
    )
    {
        for (var times = 0; ; times++)
        {
            var answer = await _connection.AskAsync(request, tag, cancel);
            if (answer.IsGood || (tag is not null && answer.Status is HttpStatusCode.NotModified))
                return answer;
            if (RateLimit.Wait(answer, times) is not { } wait)
                throw ApiErrors.Of(request, answer);
            if (_waited + wait > patience.Limits)
                throw RateLimit.TooLong(request, answer, wait);
            say($"  GitHub asks to wait {wait.TotalSeconds:0} s before it will {request.What}");
            _waited += wait;
            await Task.Delay(wait, time, cancel);
        }
    }

    private async Task SpaceAsync(CancellationToken cancel)
    {
        if (_written is { } last && time.GetElapsedTime(last) is var since && since < Space)
            await Task.Delay(Space - since, time, cancel);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _writing.Dispose();
    }
}
