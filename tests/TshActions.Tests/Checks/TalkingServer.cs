using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace TshActions.Tests.Checks;

/// <summary>Answers each request of this very process with the bytes a test tells it to, and keeps what was asked.</summary>
internal sealed class TalkingServer : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _asked = [];
    private readonly Func<string, byte[]?> _answer;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly Task _serving;

    /// <param name="answer">To the text of a request; null: none, and the connection stays open.</param>
    /// <param name="path">Of a unix socket; null: a free port of this machine.</param>
    public TalkingServer(
        Func<string, byte[]?> answer,
        string? path = null,
        SslStreamCertificateContext? certificate = null
    )
    {
        _answer = answer;
        _tls = certificate is null
            ? null
            : new SslServerAuthenticationOptions { ServerCertificateContext = certificate };
        _listener = path is null
            ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(
            path is null
                ? new IPEndPoint(IPAddress.Loopback, 0)
                : new UnixDomainSocketEndPoint(path)
        );
        _listener.Listen();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>What was asked, in order; each the whole text of a request.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked)
                return [.. _asked];
        }
    }

    /// <summary>First lines of what was asked, without the version of HTTP.</summary>
    public IEnumerable<string> Lines => Asked.Select(text => text.Split(" HTTP/", 2)[0]);

    public static byte[] Http(int status, string body, params string[] headers) =>
        Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status} -\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}"
        );

    /// <summary>As a release answers, with its id.</summary>
    public static byte[] Named(int status, string? release) =>
        Http(status, "", release is null ? [] : [$"X-Release: {release}"]);

    /// <summary>A websocket that opens and says one thing.</summary>
    public static byte[] WebSocket(string request, string message, params string[] headers)
    {
        var key = request.Split("Sec-WebSocket-Key: ")[1].Split('\r')[0];
#pragma warning disable CA5350 // RFC 6455 has SHA-1 and nothing else.
        var accept = Convert.ToBase64String(
            System.Security.Cryptography.SHA1.HashData(
                Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
            )
        );
#pragma warning restore CA5350
        var head = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 -\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n"
        );
        var text = Encoding.UTF8.GetBytes(message);
        return text.Length is 0 ? head : [.. head, 0x81, (byte)text.Length, .. text];
    }

    public async ValueTask DisposeAsync()
    {
        if (_serving.IsCompleted)
            return;
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(TalkAsync(await _listener.AcceptAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task TalkAsync(Socket client)
    {
        try
        {
            await using var plain = new NetworkStream(client, ownsSocket: true);
            if (_tls is null)
            {
                await TalkAsync(plain);
                return;
            }

            await using var secure = new SslStream(plain);
            await secure.AuthenticateAsServerAsync(_tls, _stop.Token);
            await TalkAsync(secure);
        }
        catch (Exception ended)
            when (ended is OperationCanceledException or IOException or AuthenticationException)
        {
            // The test is over, or the client left: nothing to answer any more.
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        var text = "";
        var buffer = new byte[16 * 1024];
        while (!IsWhole(text))
        {
            var count = await stream.ReadAsync(buffer, _stop.Token);
            if (count is 0)
                return;
            text += Encoding.UTF8.GetString(buffer, 0, count);
        }

        lock (_asked)
            _asked.Add(text);
        if (_answer(text) is not { } answer)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);
            return;
        }

        await stream.WriteAsync(answer, _stop.Token);
        // A websocket stays open until the client leaves.
        if (answer.AsSpan().StartsWith("HTTP/1.1 101"u8))
            await stream.CopyToAsync(Stream.Null, _stop.Token);
    }

    private static bool IsWhole(string text)
    {
        var head = text.IndexOf("\r\n\r\n");
        if (head < 0)
            return false;
        var length = text[..head].Split("Content-Length: ") is [_, var rest]
            ? int.Parse(rest.Split('\r')[0])
            : 0;
        return Encoding.UTF8.GetByteCount(text[(head + 4)..]) >= length;
    }
}
