using System.Net.Sockets;
using System.Text;

namespace TshActions.Rig.Docker;

/// <summary>What of a booting VPS answers, at one moment.</summary>
/// <param name="Docker">Null where none was ordered.</param>
internal sealed record VpsReadiness(
    bool SshBanner,
    bool Nginx,
    bool PostgreSql,
    bool Redis,
    bool? Docker,
    string System,
    IReadOnlyList<string> FailedUnits
)
{
    // One look is one process in the container, not five: a booting machine on two cores is busy enough.
    // 0050 is port 80, 0A is LISTEN; the image need not carry ss for it.
    private const string Look = """
        echo "system=$(systemctl is-system-running 2>/dev/null)"
        for unit in $(systemctl list-units --state=failed --plain --no-legend 2>/dev/null | cut -d' ' -f1)
        do echo "failed=$unit"; done
        pg_isready -q 2>/dev/null && echo postgresql=yes
        [ "$(redis-cli ping 2>/dev/null)" = PONG ] && echo redis=yes
        grep -Eqi ':0050 [0-9a-f]+:0000 0A' /proc/net/tcp /proc/net/tcp6 && echo nginx=yes
        [ "$1" = docker ] && docker info >/dev/null 2>&1 && echo docker=yes
        exit 0
        """;

    public static VpsReadiness Nothing { get; } =
        new(false, false, false, false, null, "not asked", []);

    public bool IsReady =>
        SshBanner
        && Nginx
        && PostgreSql
        && Redis
        && Docker is not false
        && System == "running"
        && FailedUnits.Count == 0;

    /// <summary>A unit that failed at boot stays failed: no use to wait for it.</summary>
    public bool IsBroken => FailedUnits.Count > 0 || System == "degraded";

    public static async Task<VpsReadiness> ObserveAsync(
        string name,
        int sshPort,
        bool docker,
        CancellationToken cancel
    )
    {
        var banner = HasBannerAsync(sshPort, cancel);
        string[] exec = ["exec", name, "sh", "-c", Look, "sh", docker ? "docker" : ""];
        var look = await DockerCli.RunAsync(exec, cancel);
        var lines = look.Output.Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        return new VpsReadiness(
            await banner,
            lines.Contains("nginx=yes"),
            lines.Contains("postgresql=yes"),
            lines.Contains("redis=yes"),
            docker ? lines.Contains("docker=yes") : null,
            Values(lines, "system=").LastOrDefault() is { Length: > 0 } state
                ? state
                : "no systemd answers",
            [.. Values(lines, "failed=")]
        );
    }

    /// <summary>What is ready and what is not, in one line.</summary>
    public override string ToString()
    {
        (string What, bool IsReady)[] parts =
        [
            ("sshd", SshBanner),
            ("nginx", Nginx),
            ("PostgreSQL", PostgreSql),
            ("Redis", Redis),
            .. Docker is { } docker ? [("docker", docker)] : Array.Empty<(string, bool)>(),
        ];
        var ready = string.Join(", ", parts.Where(part => part.IsReady).Select(part => part.What));
        var missing = string.Join(
            ", ",
            parts.Where(part => !part.IsReady).Select(part => part.What)
        );
        return $"ready: {(ready.Length > 0 ? ready : "nothing")}; not ready: {(missing.Length > 0 ? missing : "nothing")}; system: {System}";
    }

    private static IEnumerable<string> Values(IEnumerable<string> lines, string key) =>
        lines.Where(line => line.StartsWith(key)).Select(line => line[key.Length..]);

    // docker's own proxy accepts every connection to a published port; only the banner proves sshd behind it.
    private static async Task<bool> HasBannerAsync(int port, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(1));
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync("127.0.0.1", port, patience.Token);
            var buffer = new byte[64];
            var read = await socket.ReceiveAsync(buffer, SocketFlags.None, patience.Token);
            return Encoding.ASCII.GetString(buffer, 0, read).StartsWith("SSH-2.0-");
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
