using TshActions.Core.Preflight;

namespace TshActions.Manifest;

/// <summary>What must hold before anything is deployed.</summary>
/// <param name="Rows">Weight by a line's id.</param>
/// <param name="ProofExpiry">How long a pass in the required environment proves anything.</param>
/// <param name="Checks">Names that must be among the commit's checks.</param>
/// <param name="Variables">Names that must be set in the application's environment file.</param>
/// <param name="Manual">Lines for people.</param>
/// <param name="Soak">How long a release stays in the required environment at least.</param>
/// <param name="Windows">When it may be deployed; none: at any time.</param>
/// <param name="Secrets">Names of secrets that GitHub must have for the environment.</param>
/// <param name="CertificateValidFor">How long the site's certificate must last at least.</param>
/// <param name="ApiDocument">Path of the committed OpenAPI document in JSON; null: not looked at.</param>
/// <param name="CredentialsAllowedIn">Paths that are not looked through for credentials.</param>
/// <param name="ImageMaxSize">Bytes of all layers, unpacked.</param>
public sealed record PreflightSpec(
    IReadOnlyDictionary<string, RowWeight> Rows,
    TimeSpan ProofExpiry,
    IReadOnlyList<string> Checks,
    IReadOnlyList<string> Variables,
    IReadOnlyList<string> CriticalPaths,
    string Changelog,
    IReadOnlyList<string> Manual,
    TimeSpan Soak,
    IReadOnlyList<DeployWindow> Windows,
    IReadOnlyList<string> Secrets,
    TimeSpan SecretMaxAge,
    TimeSpan CertificateValidFor,
    TimeSpan BackupMaxAge,
    string? ApiDocument,
    IReadOnlyList<string> CredentialsAllowedIn,
    long ImageMaxSize
)
{
    public RowWeight Weight(RowSpec row) => Rows[row.Id];
}
