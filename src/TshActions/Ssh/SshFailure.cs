using System.Text.RegularExpressions;
using TshActions.Manifest;

namespace TshActions.Ssh;

/// <summary>Says in plain words why OpenSSH could not connect, from its own debug log.</summary>
public static partial class SshFailure
{
    public static HostUnreachable Explain(
        HostSpec host,
        string user,
        TimeSpan connectTimeout,
        string log
    )
    {
        var where = $"{user}@{host.Address} port {host.Port} ({host.Name})";
        if (
            log.Contains("Host key verification failed")
            || log.Contains("REMOTE HOST IDENTIFICATION HAS CHANGED")
        )
            return new(
                $"the host key of {host.Name} ({host.Address}) is not the pinned one: offered {Offered(log)}, expected {host.Key.Type} {host.Key.Fingerprint}",
                "stop if you did not change it: somebody may stand between you and the host. If you did, compare the offered fingerprint with `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` on the host's own console and put that key under `host-key` in the manifest"
            );
        if (log.Contains("no matching host key type found"))
            return new(
                $"{host.Name} ({host.Address}) has no host key of the pinned type {host.Key.Type}; it offers {Match(TheirOffer(), log)}",
                "pin a key the host has: `ssh-keyscan` shows them, its console proves them"
            );
        if (
            log.Contains("incorrect passphrase")
            || log.Contains("invalid format")
            || log.Contains("error in libcrypto")
        )
            return new(
                "the input `ssh-key` is no private key that ssh can read without a passphrase",
                "put the whole file in the secret, from `-----BEGIN` to `-----END`, of a key made with `ssh-keygen -t ed25519 -N ''`"
            );
        if (log.Contains("Permission denied"))
            return new(
                $"{where} refused the key: authentication failed",
                $"append the public half of `ssh-key` to ~{user}/.ssh/authorized_keys on the host, or name another user in the manifest"
            );
        if (log.Contains("Connection refused"))
            return new(
                $"{where} refused the connection: nothing listens there",
                "check address and port in the manifest, and that sshd runs"
            );
        if (log.Contains("No route to host") || log.Contains("Network is unreachable"))
            return new(
                $"there is no way from here to {where}",
                "check the address in the manifest, and this machine's network"
            );
        if (log.Contains("timed out"))
            return new(
                $"{where} did not answer within {connectTimeout.TotalSeconds:0} s",
                "check the address in the manifest, that the host is up, and that its firewall lets GitHub's runners in"
            );
        if (log.Contains("Could not resolve hostname"))
            return new(
                $"the name {host.Address} ({host.Name}) does not resolve",
                "check `address` in the manifest"
            );
        if (log.Contains("administratively prohibited"))
            return new(
                $"sshd on {host.Name} forbids forwarding, so the slots cannot be probed",
                "allow it for this user in sshd_config: `AllowTcpForwarding local`"
            );
        return new($"ssh to {where} failed", "the end of ssh's own log stands above", Tail(log));
    }

    private static string Offered(string log) => Match(ServerHostKey(), log);

    private static string Match(Regex pattern, string log) =>
        pattern.Match(log) is { Success: true } match
            ? match.Groups[1].Value.Trim()
            : "a key of another type";

    private static string Tail(string log) =>
        string.Join('\n', log.TrimEnd('\n').Split('\n').TakeLast(12));

    [GeneratedRegex("Server host key: (.*)")]
    private static partial Regex ServerHostKey();

    [GeneratedRegex("Their offer: (.*)")]
    private static partial Regex TheirOffer();
}
