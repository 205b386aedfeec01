using System.Security.Cryptography.X509Certificates;

namespace TshActions.Probes;

/// <summary>Whose certificates are believed. This machine's roots are those of `SSL_CERT_FILE`, where it is set.</summary>
internal static class Trust
{
    /// <param name="roots">Instead of this machine's; null: this machine's.</param>
    public static X509ChainPolicy Of(X509Certificate2Collection? roots)
    {
        // Not asked for revocation: a responder that is slow or gone is no fault of the site.
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (roots is null)
            return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
}
