using TshActions.Processes;

namespace TshActions.Ssh;

/// <summary>Asks a host for its public key. What comes back is only what somebody there says: it proves nothing yet.</summary>
public static class HostKeyScan
{
    private const string Type = "ssh-ed25519";

    /// <summary>Null where nobody answered, or without a key of this type.</summary>
    public static async Task<HostKey?> ReadAsync(string address, int port, CancellationToken cancel)
    {
        var scan = await ChildProcess.RunAsync(
            "ssh-keyscan",
            ["-T", "10", "-t", "ed25519", "-p", $"{port}", address],
            cancel
        );
        return scan
            .Output.Split('\n')
            .Where(line => line.Contains($" {Type} "))
            .Select(line => line[(line.IndexOf(' ') + 1)..].Trim())
            .Where(HostKey.IsWellFormed)
            .Select(HostKey.Parse)
            .FirstOrDefault();
    }
}
