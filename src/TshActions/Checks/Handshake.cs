using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using TshActions.Core.Checks;
using TshActions.Probes;

namespace TshActions.Checks;

/// <summary>
/// What the site shows of itself when a client comes by its name. Trusted are the roots of this machine, which
/// `SSL_CERT_FILE` may name.
/// </summary>
/// <param name="roots">Trusted instead of this machine's; null: this machine's.</param>
public sealed class Handshake(
    TimeSpan timeout,
    TimeProvider time,
    X509Certificate2Collection? roots = null
)
{
    /// <returns>Null with a reply that says why when there was no handshake to look at.</returns>
    public async Task<(Certificate? Certificate, Reply? Instead)> WithAsync(
        Uri site,
        CancellationToken cancel
    )
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        Certificate? seen = null;
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(site.IdnHost, site.Port, both.Token);
            await using var stream = new SslStream(new NetworkStream(socket));
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = site.IdnHost,
                CertificateChainPolicy = Trust.Of(roots),
                RemoteCertificateValidationCallback = (_, leaf, chain, errors) =>
                {
                    seen = Read(leaf, chain, errors, site.IdnHost);
                    return errors is SslPolicyErrors.None;
                },
            };
            await stream.AuthenticateAsClientAsync(options, both.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, new Reply.Silent($"no TLS within {timeout.TotalSeconds:0.#} s"));
        }
        catch (SocketException error)
        {
            return (null, new Reply.Silent(InWords(error)));
        }
        catch (Exception error) when (error is AuthenticationException or IOException)
        {
            // Where a certificate was seen and refused, it says why; here there was none.
            if (seen is null)
                return (null, new Reply.Silent($"no TLS is spoken there: {error.Message}"));
        }

        return seen is null ? (null, new Reply.Silent("no certificate was shown")) : (seen, null);
    }

    private static Certificate? Read(
        X509Certificate? shown,
        X509Chain? chain,
        SslPolicyErrors errors,
        string host
    )
    {
        if (shown is not X509Certificate2 leaf)
            return null;
        List<string> wrong = [];
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            wrong.Add($"the certificate is not for {host}");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
            wrong.AddRange(Trouble(chain));
        var soonest =
            errors is SslPolicyErrors.None
                ? chain
                    ?.ChainElements.Select(element => Of(element.Certificate))
                    .MinBy(of => of.Until)
                : null;
        return new Certificate(Of(leaf), soonest, wrong);
    }

    private static List<string> Trouble(X509Chain? chain)
    {
        var said = (chain?.ChainStatus ?? [])
            .Select(status =>
                status.Status switch
                {
                    X509ChainStatusFlags.NotTimeValid =>
                        "a certificate of its chain is out of its time",
                    X509ChainStatusFlags.UntrustedRoot => "its root is not trusted here",
                    X509ChainStatusFlags.PartialChain =>
                        "no chain leads to a root that is trusted here",
                    X509ChainStatusFlags.Revoked => "revoked",
                    var other => $"not valid ({other})",
                }
            )
            .Distinct()
            .ToList();
        return said.Count > 0 ? said : ["not valid"];
    }

    private static Validity Of(X509Certificate2 certificate) =>
        new(
            new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
            new DateTimeOffset(certificate.NotAfter.ToUniversalTime())
        );

    private static string InWords(SocketException error) =>
        error.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "connection refused",
            SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData =>
                "the name does not resolve",
            var other => $"no connection ({other})",
        };
}
