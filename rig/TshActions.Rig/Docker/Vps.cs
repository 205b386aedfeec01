using System.Diagnostics;
using System.Globalization;
using TshActions.Processes;

namespace TshActions.Rig.Docker;

/// <summary>A throw-away VPS: a container that boots systemd with sshd, nginx, PostgreSQL and Redis.</summary>
public sealed class Vps : IAsyncDisposable
{
    private readonly VpsOrder _order;

    private Vps(VpsOrder order)
    {
        _order = order;
        Name = $"tsh-rig-{order.Purpose}-{Guid.NewGuid().ToString("N")[..8]}";
    }

    public string Name { get; }

    /// <summary>On docker's bridge: for other containers. Load from this machine goes to the published ports.</summary>
    public string Address { get; private set; } = "";

    /// <summary>This and the other ports are those published on 127.0.0.1.</summary>
    public int SshPort { get; private set; }

    /// <summary>Port 80 of the VPS.</summary>
    public int SitePort { get; private set; }

    /// <summary>Port 8080 of the VPS.</summary>
    public int StagingPort { get; private set; }

    /// <summary>The host's public key as the manifest wants it: <c>ssh-ed25519 AAAA…</c>.</summary>
    public string HostKey { get; private set; } = "";

    /// <summary>From <c>docker run</c>, or the last reboot's begin, until everything answered.</summary>
    public TimeSpan BootTime { get; private set; }

    public static Task<Vps> StartAsync(string purpose, KeyPair key, CancellationToken cancel) =>
        StartAsync(new VpsOrder(purpose, key.PublicKey), cancel);

    /// <exception cref="VpsBrokenException">It cannot come up.</exception>
    /// <exception cref="VpsSlowException">It is not up at the order's deadline.</exception>
    public static async Task<Vps> StartAsync(VpsOrder order, CancellationToken cancel)
    {
        var image = order.Image ?? await ImageAsync(order, cancel);
        var vps = new Vps(order);
        try
        {
            await vps.BootAsync(order.DockerArguments(vps.Name, image), cancel);
            return vps;
        }
        catch
        {
            await vps.DisposeAsync();
            throw;
        }
    }

    /// <summary>Removes what earlier runs left behind because they were killed, and returns the names.</summary>
    public static async Task<IReadOnlyList<string>> RemoveStaleAsync(CancellationToken cancel)
    {
        var format =
            $$$"""{{.Names}}|{{.Label "{{{VpsOwner.PidLabel}}}"}}|{{.Label "{{{VpsOwner.SpaceLabel}}}"}}""";
        var list = await DockerCli.RequireAsync(
            ["ps", "-a", "--filter", $"label={VpsOwner.RigLabel}=1", "--format", format],
            cancel
        );
        var removed = new List<string>();
        foreach (var line in list.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (
                line.Split('|') is [var name, var pid, var space]
                && VpsOwner.Read(pid, space) is { } owner
                && owner.IsGone()
            )
            {
                await DockerCli.RunAsync(["rm", "-fv", name], cancel);
                removed.Add(name);
            }
        }

        return removed;
    }

    /// <summary>Runs a command in the VPS as root, whatever it returns.</summary>
    public Task<ProcessResult> ExecAsync(IReadOnlyList<string> command, CancellationToken cancel) =>
        DockerCli.RunAsync(["exec", Name, .. command], cancel);

    /// <summary>Runs a line of shell in the VPS as root, which must succeed; returns its output.</summary>
    public Task<string> ShellAsync(string line, CancellationToken cancel) =>
        DockerCli.RequireAsync(["exec", Name, "sh", "-c", line], cancel);

    /// <summary>Writes a file as root, and the folders above it.</summary>
    public async Task WriteFileAsync(string path, string text, CancellationToken cancel)
    {
        string[] write =
        [
            "exec",
            "-i",
            Name,
            "sh",
            "-c",
            "mkdir -p \"$(dirname \"$1\")\" && cat > \"$1\"",
            "sh",
            path,
        ];
        var result = await DockerCli.RunAsync(write, text, cancel);
        if (!result.Succeeded)
        {
            throw new RigException($"Could not write {path} in {Name}:\n{result.Text()}");
        }
    }

    /// <summary>Shuts it down and boots it again. The ports, the address and the boot time are new after it.</summary>
    /// <exception cref="VpsBrokenException">It did not come up again.</exception>
    /// <exception cref="VpsSlowException">It is not up at the order's deadline.</exception>
    public Task RebootAsync(CancellationToken cancel) => BootAsync(["restart", Name], cancel);

    /// <summary>Removes the container with its volumes.</summary>
    public async ValueTask DisposeAsync() =>
        // Without a token: the end of a cancelled run must still leave nothing behind.
        await DockerCli.RunAsync(["rm", "-fv", Name], CancellationToken.None);

    private static Task<string> ImageAsync(VpsOrder order, CancellationToken cancel) =>
        order.Docker ? RigImage.DockerTagAsync(cancel) : RigImage.TagAsync(cancel);

    private async Task BootAsync(IReadOnlyList<string> command, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        await DockerCli.RequireAsync(command, cancel);
        SshPort = await PublishedPortAsync("22", cancel);
        await new VpsBoot(Name, SshPort, _order).WaitAsync(cancel);
        BootTime = Stopwatch.GetElapsedTime(started);

        SitePort = await PublishedPortAsync("80", cancel);
        StagingPort = await PublishedPortAsync("8080", cancel);
        Address = await DockerCli.RequireAsync(
            ["inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", Name],
            cancel
        );
        HostKey = await ShellAsync("cut -d' ' -f1,2 /etc/ssh/ssh_host_ed25519_key.pub", cancel);
    }

    private async Task<int> PublishedPortAsync(string port, CancellationToken cancel)
    {
        var result = await DockerCli.RunAsync(["port", Name, $"{port}/tcp"], cancel);
        var end = result.Output.Trim().Split('\n')[0].Split(':')[^1];

        // A container that exited has no ports any more; the wait that follows says why it exited.
        return result.Succeeded ? int.Parse(end, CultureInfo.InvariantCulture) : 0;
    }
}
