using TshActions.Core.Credentials;
using TshActions.Core.Preflight;

namespace TshActions.Preflight;

/// <summary>Reads the checkout for credentials.</summary>
internal static class CredentialLook
{
    public static RowFinding Of(string workspace, IReadOnlyList<string> allowedIn)
    {
        List<FoundCredential> found = [];
        var read = 0;
        foreach (var (path, text) in TextFiles.In(workspace))
        {
            if (IsAllowed(path, allowedIn))
                continue;
            read++;
            found.AddRange(CredentialScan.Of(path, text));
        }
        return NoCredentials.Of(found, $"{read} files read", CredentialPlace.Checkout);
    }

    public static bool IsAllowed(string path, IReadOnlyList<string> allowedIn) =>
        allowedIn.Any(prefix =>
            path == prefix || path.StartsWith($"{prefix}/", StringComparison.Ordinal)
        );
}
