using System.Security.Cryptography;

namespace TshActions.Ssh;

/// <summary>A host's public key as known_hosts files write it (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).</summary>
public sealed record HostKey(string Type, string Blob)
{
    /// <summary>As `ssh-keygen -l` prints it: SHA256 over the key, base64 without padding.</summary>
    public string Fingerprint =>
        $"SHA256:{Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(Blob))).TrimEnd('=')}";

    /// <summary>The signature algorithms a host with this type of key may use; others are not offered to it.</summary>
    public string Algorithms => Type is "ssh-rsa" ? "rsa-sha2-512,rsa-sha2-256" : Type;

    /// <summary>The one line of the known_hosts file that pins the key.</summary>
    public string KnownHostsLine(string address, int port) =>
        $"{(port is 22 ? address : $"[{address}]:{port}")} {Type} {Blob}\n";

    public static bool IsWellFormed(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 2
            && words[0]
                is "ssh-ed25519"
                    or "ssh-rsa"
                    or "ecdsa-sha2-nistp256"
                    or "ecdsa-sha2-nistp384"
                    or "ecdsa-sha2-nistp521"
            && TypeWithin(words[1]) == words[0];
    }

    /// <summary>Reads a text that <see cref="IsWellFormed"/> accepts; a comment behind the key is dropped.</summary>
    public static HostKey Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new HostKey(words[0], words[1]);
    }

    /// <summary>The key says its own type inside (RFC 4253 §6.6): a length of four bytes, then the name.</summary>
    private static string? TypeWithin(string blob)
    {
        var bytes = new byte[blob.Length];
        if (!Convert.TryFromBase64String(blob, bytes, out var count) || count < 8)
            return null;
        var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes);
        return length is > 0 and < 64 && length + 4 < count
            ? System.Text.Encoding.ASCII.GetString(bytes, 4, length)
            : null;
    }
}
