using System.Net.Http.Headers;
using System.Text;
using Polly;
using Polly.Retry;
using TshActions.Core.Reports;
using TshActions.Verbs;

namespace TshActions.Notices;

/// <summary>
/// Sends letters, all of them within one time: from here on nothing takes longer, whatever services do. Redirections are
/// not followed, for a letter or its address holds a secret.
/// </summary>
internal sealed class Post : IDisposable
{
    /// <summary>Far more than any of these services answers.</summary>
    private const int LargestAnswer = 200_000;

    private readonly HttpMessageInvoker _http;
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private readonly Story _story;
    private readonly CancellationTokenSource _late;
    private readonly long _begin;

    public Post(HttpMessageHandler handler, TimeProvider time, TimeSpan patience, Story story)
    {
        _http = new(handler, disposeHandler: false);
        (_time, _patience, _story) = (time, patience, story);
        _late = new(patience, time);
        _begin = time.GetTimestamp();
    }

    /// <param name="cancel">Ends everything; that the time is over is a reply.</param>
    public async Task<PostReply> SendAsync(Letter letter, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _late.Token);
        try
        {
            return await Tries(letter)
                .ExecuteAsync(async token => await OnceAsync(letter, token), either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new PostReply.Lost($"no answer within {_patience.TotalSeconds:0.#} s");
        }
    }

    private ResiliencePipeline<PostReply> Tries(Letter letter) =>
        new ResiliencePipelineBuilder<PostReply> { TimeProvider = _time }
            .AddRetry(
                new RetryStrategyOptions<PostReply>
                {
                    MaxRetryAttempts = Repeat.Most,
                    ShouldHandle = tried =>
                        new(Wait(letter, tried.Outcome, tried.AttemptNumber) is not null),
                    DelayGenerator = tried =>
                        new(Wait(letter, tried.Outcome, tried.AttemptNumber) ?? TimeSpan.Zero),
                    OnRetry = tried =>
                    {
                        _story.Say(
                            $"  {letter.To}: {Words(tried.Outcome.Result!)}; again in {tried.RetryDelay.TotalSeconds:0.#} s"
                        );
                        return ValueTask.CompletedTask;
                    },
                }
            )
            .Build();

    private TimeSpan? Wait(Letter letter, Outcome<PostReply> tried, int times) =>
        tried.Result is { } reply
            ? Repeat.Wait(letter, reply, times, _patience - _time.GetElapsedTime(_begin))
            : null;

    private static string Words(PostReply reply) =>
        reply switch
        {
            PostReply.Came came => $"answered {came.Status}",
            PostReply.NotReached(var why) => why,
            PostReply.Lost(var why) => why,
            _ => "",
        };

    private async Task<PostReply> OnceAsync(Letter letter, CancellationToken token)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, letter.Address)
        {
            Content = new ByteArrayContent(letter.Body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
            },
        };
        message.Headers.UserAgent.ParseAdd($"tsh/{ProgramVersion.Text}");
        foreach (var (name, value) in letter.Headers())
            message.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = await _http.SendAsync(message, token);
            await response.Content.LoadIntoBufferAsync(LargestAnswer, token);
            var body = await response.Content.ReadAsByteArrayAsync(token);
            return new PostReply.Came(
                (int)response.StatusCode,
                // Before anything is cut out of it: half a secret would not be known again.
                _story.Clean(Encoding.UTF8.GetString(body)),
                response.Headers.RetryAfter?.Delta
                    ?? response.Headers.RetryAfter?.Date - _time.GetUtcNow()
            );
        }
        catch (HttpRequestException error)
            when (error.HttpRequestError
                    is HttpRequestError.NameResolutionError
                        or HttpRequestError.ConnectionError
                        or HttpRequestError.SecureConnectionError
                        or HttpRequestError.ProxyTunnelError
            )
        {
            return new PostReply.NotReached(Reason(error));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new PostReply.Lost(Reason(error));
        }
    }

    private static string Reason(Exception error) =>
        PlainText.OneLine(error.InnerException?.Message ?? error.Message, 200);

    public void Dispose()
    {
        _late.Dispose();
        _http.Dispose();
    }
}
