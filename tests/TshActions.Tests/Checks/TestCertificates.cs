using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TshActions.Tests.Checks;

/// <summary>Authorities and certificates that live as long as a test.</summary>
internal static class TestCertificates
{
    public static X509Certificate2 Authority(
        string name,
        ECDsa key,
        DateTimeOffset from,
        DateTimeOffset until
    ) => Request(name, key, authority: true).CreateSelfSigned(from, until);

    /// <summary>A certificate over <paramref name="key"/> that <paramref name="issuer"/> signs.</summary>
    public static X509Certificate2 Signed(
        string name,
        ECDsa key,
        X509Certificate2 issuer,
        ECDsa issuerKey,
        DateTimeOffset from,
        DateTimeOffset until,
        bool authority = false
    ) =>
        Request(name, key, authority)
            .Create(
                issuer.SubjectName,
                X509SignatureGenerator.CreateForECDsa(issuerKey),
                from,
                until,
                RandomNumberGenerator.GetBytes(8)
            );

    /// <summary>What a server presents: the certificate with its key, and what stands behind it.</summary>
    public static SslStreamCertificateContext Presented(
        X509Certificate2 leaf,
        ECDsa key,
        params X509Certificate2[] behind
    ) =>
        SslStreamCertificateContext.Create(
            leaf.CopyWithPrivateKey(key),
            [.. behind],
            offline: true
        );

    private static CertificateRequest Request(string name, ECDsa key, bool authority)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(authority, false, 0, critical: true)
        );
        request.CertificateExtensions.Add(
            new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false)
        );
        if (authority)
            return request;
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }
}
