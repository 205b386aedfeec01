using System.Security.Cryptography;
using System.Text;

namespace TshActions.Releases;

/// <summary>
/// The list a release carries of its own files, as `sha256sum` writes and checks it: the host tells by it whether a
/// release is the one that came, and this side whether two builds of one name are one release.
/// </summary>
internal static class ReleaseSums
{
    public const string Name = ".tsh-sums";

    // Python writes its own over those that came, whenever their times differ.
    private const string Compiled = "__pycache__/";

    public static async Task<string> OfAsync(
        string folder,
        IReadOnlyList<string> exclude,
        CancellationToken cancel
    )
    {
        var text = new StringBuilder();
        foreach (var (entry, name) in ReleaseFiles.Of(folder, exclude))
        {
            // sha256sum would write these two in a way of its own.
            if (
                entry is not FileInfo { LinkTarget: null }
                || name.Contains(Compiled)
                || name.AsSpan().ContainsAny('\\', '\n')
            )
                continue;
            try
            {
                await using var file = File.OpenRead(entry.FullName);
                text.Append(Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel)))
                    .Append("  ")
                    .Append(name)
                    .Append('\n');
            }
            catch (Exception error) when (ReleaseArchive.IsOfTheFile(error))
            {
                throw ReleaseArchive.CannotBeCarried(name, error);
            }
        }

        return text.ToString();
    }
}
