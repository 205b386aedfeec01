using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using TshActions.Ssh;

namespace TshActions.Probes;

/// <summary>
/// The one way to ask over HTTP: at a slot's own port through the ssh connection, or through the site as clients do.
/// No redirect is followed, no proxy of this machine is used, and every request has a connection of its own: one that
/// was kept may have been answered by another slot.
/// </summary>
/// <param name="At">What paths are relative to.</param>
public sealed record SlotHttp(Uri At, HttpClient Client) : IDisposable
{
    public const string UserAgent = "tsh-probe/1";

    /// <param name="cookies">Whether what one answer sets the next request sends, as a browser does.</param>
    /// <exception cref="HostUnreachable">The port cannot be forwarded.</exception>
    public static async Task<SlotHttp> ToSlotAsync(
        IRemoteHost host,
        int port,
        CancellationToken cancel,
        bool cookies = false
    )
    {
        var socket = await host.ForwardAsync(port, cancel);
        return Over(
            new Uri($"http://127.0.0.1:{port}"),
            new SocketsHttpHandler { ConnectCallback = (_, token) => ConnectAsync(socket, token) },
            cookies
        );
    }

    /// <inheritdoc cref="ToSlotAsync"/>
    /// <param name="roots">Trusted instead of this machine's; null: this machine's.</param>
    public static SlotHttp ToSite(
        Uri site,
        bool cookies = false,
        X509Certificate2Collection? roots = null
    )
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = Trust.Of(roots);
        return Over(site, handler, cookies);
    }

    /// <summary>Why no answer came, in words of our own.</summary>
    public static string InWords(HttpRequestException error) =>
        error.HttpRequestError switch
        {
            HttpRequestError.ConnectionError => "connection refused",
            HttpRequestError.ResponseEnded
            or HttpRequestError.InvalidResponse
            or HttpRequestError.Unknown => "closed without an answer",
            HttpRequestError.NameResolutionError => "the name does not resolve",
            HttpRequestError.SecureConnectionError =>
                $"TLS failed: {error.InnerException?.Message ?? error.Message}",
            _ => error.Message,
        };

    public void Dispose() => Client.Dispose();

    private static SlotHttp Over(Uri at, SocketsHttpHandler handler, bool cookies)
    {
        handler.AllowAutoRedirect = false;
        handler.UseProxy = false;
        handler.UseCookies = cookies;
        handler.PooledConnectionLifetime = TimeSpan.Zero;
        return new(at, new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan });
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new OwnWayBrokenException(
                $"the ssh connection to the host is gone ({error.SocketErrorCode})",
                error
            );
        }
    }
}

/// <summary>Our own way to what is asked broke, so that nothing was measured.</summary>
public sealed class OwnWayBrokenException(string message, Exception inner)
    : IOException(message, inner);
