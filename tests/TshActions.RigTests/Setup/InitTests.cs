using System.Net;
using System.Net.Sockets;
using TshActions.Rig.Runner;
using TshActions.Ssh;

namespace TshActions.RigTests.Setup;

/// <summary>What `ssh-keyscan` brings from a real sshd, and what comes of it.</summary>
public sealed class InitTests(VpsFixture host) : IClassFixture<VpsFixture>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tsh-init-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Fingerprint => HostKey.Parse(host.Vps.HostKey).Fingerprint;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact(Timeout = 60_000)]
    public async Task A_key_whose_fingerprint_was_given_is_pinned_and_the_host_is_reached_by_it()
    {
        var made = await InitAsync(("production-host-key-fingerprint", Fingerprint));

        made.ExitCode.ShouldBe(0, made.Log);
        Manifest.ShouldContain($"host-key: {host.Vps.HostKey}\n");
        var status = await TshAsync("status");
        status.Log.ShouldContain("✓ Connect to vps-production");
        status.Log.ShouldContain("run `tsh setup` once");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_key_that_a_person_compared_is_pinned_as_well()
    {
        var made = await InitAsync("yes\n");

        made.ExitCode.ShouldBe(0, made.Log);
        made.Log.ShouldContain($"127.0.0.1 (production) shows the host key {Fingerprint}");
        Manifest.ShouldContain($"host-key: {host.Vps.HostKey}\n");
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_fingerprint_writes_nothing_and_names_both()
    {
        var other = $"SHA256:{new string('A', 43)}";

        var refused = await InitAsync(("production-host-key-fingerprint", other));

        refused.ExitCode.ShouldBe(4, refused.Log);
        refused.Log.ShouldContain($"it shows {Fingerprint}, and you gave {other}");
        _folder.EnumerateDirectories().ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task What_nobody_compared_reaches_no_host()
    {
        var made = await InitAsync(typed: null);

        made.ExitCode.ShouldBe(0, made.Log);
        Manifest.ShouldNotContain(host.Vps.HostKey);
        var status = await TshAsync("status");
        status.ExitCode.ShouldBe(4, status.Log);
        status.Log.ShouldContain(
            "the host key of vps-production (127.0.0.1) is not the pinned one"
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_port_where_nobody_listens_is_left_to_the_team()
    {
        // Bound but not listening: nobody else can get the port meanwhile.
        using var bound = new Socket(
            AddressFamily.InterNetwork,
            SocketType.Stream,
            ProtocolType.Tcp
        );
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)bound.LocalEndPoint!).Port;

        var made = await TshAsync("init", ("production-host", $"deploy@127.0.0.1:{port}"));

        made.ExitCode.ShouldBe(0, made.Log);
        made.Log.ShouldContain($"production's host key: 127.0.0.1 port {port} showed none");
    }

    private string Manifest =>
        File.ReadAllText(Path.Combine(_folder.FullName, ".github", "tsh.yml"));

    private Task<TshResult> InitAsync(params (string Name, string Value)[] inputs) =>
        InitAsync(typed: null, inputs);

    private Task<TshResult> InitAsync(string? typed, params (string Name, string Value)[] inputs) =>
        new TshHere(_folder.FullName, host.Key).RunAsync(
            "init",
            [("production-host", $"deploy@127.0.0.1:{host.Vps.SshPort}"), .. inputs],
            Cancel,
            change: around => around with { In = typed is null ? null : new StringReader(typed) }
        );

    private Task<TshResult> TshAsync(string verb, params (string Name, string Value)[] inputs) =>
        new TshHere(_folder.FullName, host.Key).RunAsync(verb, inputs, Cancel);
}
