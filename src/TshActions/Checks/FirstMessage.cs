using System.Net.WebSockets;
using System.Text;
using TshActions.Core.Checks;
using TshActions.Probes;

namespace TshActions.Checks;

/// <summary>Opens a websocket the way requests go, says what is to be said, and hears the first message.</summary>
public sealed class FirstMessage(SlotHttp way, string identity, TimeSpan timeout, TimeProvider time)
{
    private const int MostBytes = 1024 * 1024;

    /// <param name="wanted">Whether a message is waited for; else an open websocket is all.</param>
    /// <returns>Status 101 with the message as body.</returns>
    public async Task<Reply> AskAsync(StepRequest request, bool wanted, CancellationToken cancel)
    {
        if (!Uri.TryCreate(way.At, request.Path, out var there) || there.Host != way.At.Host)
            return new Reply.NoWay("the path leads away from the application");
        var secure = there.Scheme == Uri.UriSchemeHttps;
        var address = new UriBuilder(there) { Scheme = secure ? "wss" : "ws" }.Uri;
        using var late = new CancellationTokenSource(timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("User-Agent", SlotHttp.UserAgent);
        foreach (var (name, value) in request.Headers)
            socket.Options.SetRequestHeader(name, value);
        try
        {
            await socket.ConnectAsync(address, way.Client, both.Token);
            if (request.Body is { } body)
                await socket.SendAsync(
                    Encoding.UTF8.GetBytes(body),
                    WebSocketMessageType.Text,
                    endOfMessage: true,
                    both.Token
                );
            var (text, whole) = wanted ? await HearAsync(socket, both.Token) : ("", true);
            return text is null
                ? new Reply.Silent("the websocket was closed without a message")
                : Answer(socket, 101, text, whole, secure);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            var missing = (int)socket.HttpStatusCode is 101 ? "message" : "answer";
            return new Reply.Silent($"no {missing} within {timeout.TotalSeconds:0.#} s");
        }
        catch (WebSocketException error)
        {
            return Refused(socket, error, secure);
        }
    }

    private Reply Refused(ClientWebSocket socket, WebSocketException error, bool secure)
    {
        if ((int)socket.HttpStatusCode is not (0 or 101) and var status)
            return Answer(socket, status, "", whole: true, secure);
        return error.InnerException switch
        {
            HttpRequestException { InnerException: OwnWayBrokenException broken } =>
                new Reply.NoWay(broken.Message),
            HttpRequestException refused => new Reply.Silent(SlotHttp.InWords(refused)),
            _ => new Reply.Silent("the websocket was cut"),
        };
    }

    private Reply.Answered Answer(
        ClientWebSocket socket,
        int status,
        string text,
        bool whole,
        bool secure
    )
    {
        var headers = (socket.HttpResponseHeaders ?? new Dictionary<string, IEnumerable<string>>())
            .SelectMany(header =>
                header.Value.Select(value => KeyValuePair.Create(header.Key, value))
            )
            .ToList();
        var answer = new Reply.Answered(status, null, headers, text, whole, secure);
        return answer with { Release = answer.Of(identity).FirstOrDefault() };
    }

    private static async Task<(string? Text, bool Whole)> HearAsync(
        ClientWebSocket socket,
        CancellationToken cancel
    )
    {
        var buffer = new byte[16 * 1024];
        using var heard = new MemoryStream();
        while (heard.Length < MostBytes)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancel);
            if (part.MessageType is WebSocketMessageType.Close)
                return (null, true);
            await heard.WriteAsync(buffer.AsMemory(0, part.Count), cancel);
            if (part.EndOfMessage)
                return (Encoding.UTF8.GetString(heard.GetBuffer(), 0, (int)heard.Length), true);
        }

        return ("", Whole: false);
    }
}
