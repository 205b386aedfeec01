using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TshActions.Ssh;

/// <summary>Looks at the text of a private key before any host is asked: what is wrong with it is easier said here.</summary>
internal static class PrivateKeyText
{
    // PROTOCOL.key of OpenSSH: the magic "openssh-key-v1\0", then the cipher's name; "none" is four bytes long.
    private const string Magic = "b3BlbnNzaC1rZXktdjEA";
    private const string NoCipher = "AAAABG5vbmU";

    /// <exception cref="BadInput">It is no private key, or one that nobody is here to unlock.</exception>
    public static void Require(string text)
    {
        if (!text.TrimStart().StartsWith("-----BEGIN"))
            throw new BadInput(
                "`ssh-key` is not a private key: it does not begin with -----BEGIN",
                "put the whole private key file in the secret, not its public half and not a path"
            );
        if (
            text.Contains("ENCRYPTED") || (text.Contains(Magic) && !text.Contains(Magic + NoCipher))
        )
            throw new BadInput(
                "`ssh-key` has a passphrase, and nobody is here to type it",
                "make a key without one for deployments: `ssh-keygen -t ed25519 -N ''`"
            );
    }

    /// <summary>Of the public half, as `ssh-keygen -l` prints it; null where the text does not hold it in the open.</summary>
    /// <remarks>PROTOCOL.key of OpenSSH: magic, cipher, key derivation and its options, the number of keys, the public key.</remarks>
    public static string? Fingerprint(string text)
    {
        var body = string.Concat(
            text.Split('\n').Select(line => line.Trim()).Where(line => !line.StartsWith('-'))
        );
        var bytes = new byte[body.Length];
        if (
            !body.StartsWith(Magic, StringComparison.Ordinal)
            || !Convert.TryFromBase64String(body, bytes, out var count)
        )
            return null;
        var at = "openssh-key-v1\0".Length;
        for (var part = 0; part < 3; part++)
            at += 4 + Length(at);
        at += 4;
        return Length(at) is var length && at + 4 + length <= count
            ? $"SHA256:{Convert.ToBase64String(SHA256.HashData(bytes.AsSpan(at + 4, length))).TrimEnd('=')}"
            : null;

        int Length(int from) =>
            from + 4 <= count
                ? Math.Clamp(BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(from)), 0, count)
                : count;
    }
}
