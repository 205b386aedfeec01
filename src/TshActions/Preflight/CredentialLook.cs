using System.Text;
using TshActions.Core.Credentials;
using TshActions.Core.Preflight;

namespace TshActions.Preflight;

/// <summary>Reads the checkout for credentials.</summary>
internal static class CredentialLook
{
    /// <summary>Longer ones are data.</summary>
    public const long LargestFile = 1_000_000;

    /// <summary>Others put these there, and none of them is committed.</summary>
    private static readonly string[] NotOurs = [".git", "node_modules", ".venv", ".tsh"];

    public static RowFinding Of(string workspace, IReadOnlyList<string> allowedIn)
    {
        List<FoundCredential> found = [];
        var read = 0;
        foreach (var file in Files(new DirectoryInfo(workspace)))
        {
            var path = Path.GetRelativePath(workspace, file.FullName);
            if (
                IsAllowed(path, allowedIn) || Text(File.ReadAllBytes(file.FullName)) is not { } text
            )
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

    /// <returns>Null for what is no text.</returns>
    public static string? Text(byte[] content) =>
        content.AsSpan().Contains((byte)0) ? null : Encoding.UTF8.GetString(content);

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) =>
        folder
            .EnumerateFileSystemInfos()
            .Where(entry =>
                !entry.Attributes.HasFlag(FileAttributes.ReparsePoint)
                && !NotOurs.Contains(entry.Name)
            )
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .SelectMany(entry =>
                entry switch
                {
                    DirectoryInfo inner => Files(inner),
                    FileInfo { Length: <= LargestFile } file => [file],
                    _ => [],
                }
            );
}
