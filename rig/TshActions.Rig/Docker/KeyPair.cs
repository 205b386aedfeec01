namespace TshActions.Rig.Docker;

/// <summary>An ed25519 key pair that exists as long as this object.</summary>
public sealed class KeyPair : IDisposable
{
    private readonly DirectoryInfo _folder;

    private KeyPair(DirectoryInfo folder, string publicKey)
    {
        _folder = folder;
        PublicKey = publicKey;
    }

    /// <summary>What <c>ssh -i</c> takes.</summary>
    public string PrivateKeyPath => KeyPath(_folder);

    /// <summary>One line: <c>ssh-ed25519 AAAA… comment</c>.</summary>
    public string PublicKey { get; }

    public static async Task<KeyPair> CreateAsync(string comment, CancellationToken cancel)
    {
        // Readable by this user only, as ssh demands of a private key's file.
        var folder = Directory.CreateTempSubdirectory("tsh-rig-key-");
        try
        {
            var path = KeyPath(folder);
            string[] arguments = ["-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", path];
            var result = await ProgramRun.RunAsync("ssh-keygen", arguments, feed: null, cancel);
            return result.Succeeded
                ? new KeyPair(folder, (await File.ReadAllTextAsync($"{path}.pub", cancel)).Trim())
                : throw new RigException($"ssh-keygen failed:\n{result.Text()}");
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>For <c>ssh-key</c> as a secret gives it: the text, not the file.</summary>
    public Task<string> ReadPrivateKeyAsync(CancellationToken cancel) =>
        File.ReadAllTextAsync(PrivateKeyPath, cancel);

    public void Dispose() => _folder.Delete(recursive: true);

    private static string KeyPath(DirectoryInfo folder) =>
        Path.Combine(folder.FullName, "id_ed25519");
}
