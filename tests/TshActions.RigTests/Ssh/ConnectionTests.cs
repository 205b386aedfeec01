using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TshActions.Processes;
using TshActions.Rig.Docker;

namespace TshActions.RigTests.Ssh;

/// <summary>How connecting ends, and what it says to a person who has only the log.</summary>
public sealed class ConnectionTests(Workbench bench) : IClassFixture<Workbench>
{
    private const int Host = 4;
    private const int BadInput = 2;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task The_right_key_connects_and_leaves_nothing_behind()
    {
        await bench.WriteManifestAsync(manifest => manifest);

        var end = await TshProgram.RunAsync(bench, "status");

        // Nothing is set up there: the connection is made, and the verb's own answer follows.
        end.Log.ShouldContain($"✓ Connect to vps-main");
        end.Log.ShouldContain(await FingerprintAsync());
        end.Log.ShouldContain("run `tsh setup` once");
        end.ExitCode.ShouldBe(Host);
        end.LeftNothing();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_connection_has_a_folder_and_a_process_until_it_is_over()
    {
        var key = await bench.Key.ReadPrivateKeyAsync(Cancel);
        string folder;
        await using (await bench.ConnectAsync())
        {
            folder = SshTraces.FoldersWith(key).ShouldHaveSingleItem();
            SshTraces.ProcessesIn(folder).ShouldNotBeEmpty();
            File.GetUnixFileMode(folder)
                .ShouldBe(
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                );
            File.GetUnixFileMode(Path.Combine(folder, "key"))
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        SshTraces.FoldersWith(key).ShouldBeEmpty();
        await Eventually.HoldsAsync(
            "no ssh process",
            () => SshTraces.ProcessesIn(folder).Count is 0
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_host_with_another_key_than_the_pinned_one_is_refused_with_both_fingerprints()
    {
        using var other = await KeyPair.CreateAsync("somebody-else", Cancel);
        var pinned = string.Join(' ', other.PublicKey.Split(' ')[..2]);

        var end = await EndsAsync(Host, manifest => manifest.Replace(bench.Vps.HostKey, pinned));

        end.Log.ShouldContain("the host key of vps-main (127.0.0.1) is not the pinned one");
        end.Log.ShouldContain($"offered ssh-ed25519 {await FingerprintAsync()}");
        end.Log.ShouldContain($"expected ssh-ed25519 {await FingerprintAsync(other.PublicKey)}");
        end.Log.ShouldContain("ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub");
        end.Log.ShouldNotContain("Authenticated");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_pinned_type_of_key_the_host_does_not_have_is_named_with_what_it_has()
    {
        var pinned = await PublicKeyAsync("ecdsa", "");

        var end = await EndsAsync(Host, manifest => manifest.Replace(bench.Vps.HostKey, pinned));

        end.Log.ShouldContain(
            "has no host key of the pinned type ecdsa-sha2-nistp256; it offers ssh-ed25519"
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_user_key_the_host_does_not_know_is_an_authentication_failure()
    {
        using var stranger = await KeyPair.CreateAsync("stranger", Cancel);

        var end = await EndsAsync(
            Host,
            manifest => manifest,
            ("ssh-key", await stranger.ReadPrivateKeyAsync(Cancel))
        );

        end.Log.ShouldContain("refused the key: authentication failed");
        end.Log.ShouldContain("~deploy/.ssh/authorized_keys");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("ed25519", "OPENSSH", true)]
    [InlineData("ed25519", "OPENSSH", false)]
    [InlineData("ecdsa", "PEM", true)]
    [InlineData("ecdsa", "PEM", false)]
    public async Task A_key_with_a_passphrase_is_named_as_such(
        string type,
        string format,
        bool known
    )
    {
        var folder = Directory.CreateTempSubdirectory("tsh-locked-key-");
        try
        {
            var half = await PublicKeyAsync(type, "a passphrase", folder.FullName, format);
            if (known)
                await bench.Vps.ShellAsync(
                    $"echo '{half}' >> /home/deploy/.ssh/authorized_keys",
                    Cancel
                );
            var locked = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "key"), Cancel);

            var end = await EndsAsync([BadInput, Host], manifest => manifest, ("ssh-key", locked));

            end.Log.ShouldContain("passphrase");
            end.Log.ShouldContain("ssh-keygen -t ed25519 -N ''");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_damaged_private_key_is_named_as_such()
    {
        var key = await bench.Key.ReadPrivateKeyAsync(Cancel);

        var end = await EndsAsync(
            Host,
            manifest => manifest,
            ("ssh-key", key.Remove(key.Length / 2, 40))
        );

        end.Log.ShouldContain("no private key that ssh can read");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_public_key_instead_of_the_private_one_is_bad_input()
    {
        var end = await EndsAsync(BadInput, manifest => manifest, ("ssh-key", bench.Key.PublicKey));

        end.Log.ShouldContain("`ssh-key` is not a private key");
        end.Log.ShouldContain("not its public half");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_port_where_nothing_listens_is_refused()
    {
        // Bound but not listening: nobody else can get the port meanwhile.
        using var bound = new Socket(
            AddressFamily.InterNetwork,
            SocketType.Stream,
            ProtocolType.Tcp
        );
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var end = await EndsAsync(Host, manifest => AtPort(manifest, bound));

        end.Log.ShouldContain(
            $"deploy@127.0.0.1 port {Port(bound)} (vps-main) refused the connection"
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_host_that_never_speaks_is_given_up_after_ten_seconds()
    {
        using var silent = new Socket(
            AddressFamily.InterNetwork,
            SocketType.Stream,
            ProtocolType.Tcp
        );
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        silent.Listen();
        var begin = Stopwatch.GetTimestamp();

        var end = await EndsAsync(Host, manifest => AtPort(manifest, silent));

        Stopwatch.GetElapsedTime(begin).TotalSeconds.ShouldBeInRange(9, 20);
        end.Log.ShouldContain(
            $"deploy@127.0.0.1 port {Port(silent)} (vps-main) did not answer within 10 s"
        );
        end.Log.ShouldContain("firewall");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_name_that_does_not_resolve_is_named()
    {
        var end = await EndsAsync(
            Host,
            manifest => manifest.Replace("address: 127.0.0.1", "address: nowhere.invalid")
        );

        end.Log.ShouldContain("the name nowhere.invalid (vps-main) does not resolve");
    }

    private Task<ProgramEnd> EndsAsync(
        int code,
        Func<string, string> manifest,
        params (string Name, string Value)[] inputs
    ) => EndsAsync([code], manifest, inputs);

    private async Task<ProgramEnd> EndsAsync(
        int[] codes,
        Func<string, string> manifest,
        params (string Name, string Value)[] inputs
    )
    {
        await bench.WriteManifestAsync(manifest);
        var end = await TshProgram.RunAsync(bench, "status", inputs);
        codes.ShouldContain(end.ExitCode, end.Log);
        return end.LeftNothing();
    }

    private string AtPort(string manifest, Socket socket) =>
        manifest.Replace($"port: {bench.Vps.SshPort}", $"port: {Port(socket)}");

    private static int Port(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private async Task<string> FingerprintAsync() =>
        (
            await bench.Vps.ShellAsync("ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub", Cancel)
        ).Split(' ')[1];

    private static async Task<string> FingerprintAsync(string publicKey)
    {
        var said = await ChildProcess.RunAsync(
            "ssh-keygen",
            ["-lf", "-"],
            Cancel,
            async stream =>
                await stream.WriteAsync(
                    System.Text.Encoding.UTF8.GetBytes(publicKey + "\n"),
                    Cancel
                )
        );
        return said.Output.Split(' ')[1];
    }

    /// <summary>Makes a key pair; in a folder that is gone again when none is given.</summary>
    private static async Task<string> PublicKeyAsync(
        string type,
        string passphrase,
        string? into = null,
        string format = "OPENSSH"
    )
    {
        var folder = into ?? Directory.CreateTempSubdirectory("tsh-other-key-").FullName;
        try
        {
            var path = Path.Combine(folder, "key");
            var made = await ChildProcess.RunAsync(
                "ssh-keygen",
                [
                    "-q",
                    "-t",
                    type,
                    // Without a format ssh-keygen writes its own.
                    .. format is "OPENSSH" ? Array.Empty<string>() : ["-m", format],
                    "-N",
                    passphrase,
                    "-C",
                    "",
                    "-f",
                    path,
                ],
                Cancel
            );
            made.Succeeded.ShouldBeTrue(made.Error);
            return (await File.ReadAllTextAsync($"{path}.pub", Cancel)).Trim();
        }
        finally
        {
            if (into is null)
                Directory.Delete(folder, recursive: true);
        }
    }
}
