using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TshActions.Host;
using TshActions.Processes;
using TshActions.Rig.KillMatrix;

namespace TshActions.RigTests.Host;

/// <summary>
/// The folder of an app as a host keeps it, made on this machine, and the host helper run on it by one of the shells it
/// must work in. With busybox every program the helper calls is busybox's own.
/// </summary>
internal sealed class KeptFolder : IDisposable
{
    public const string Token = "token-of-this-run";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tsh-kept-");
    private readonly string _shell;
    private readonly string _programs;
    private bool _smallDisk;

    private KeptFolder(string shell)
    {
        _shell = shell;
        _programs = shell is "busybox"
            ? Path.Combine(_folder.FullName, "applets")
            : "/usr/bin:/bin";
        Root = Path.Combine(_folder.FullName, "tsh-erp", "production");
    }

    public string Root { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Three good releases; r3 is live in blue, r2 waits in green, and green held r1 before.</summary>
    public static async Task<KeptFolder> MakeAsync(string shell)
    {
        var folder = new KeptFolder(shell);
        try
        {
            await File.WriteAllTextAsync(folder.Helper, HostHelper.Text, Cancel);
            File.SetUnixFileMode(
                folder.Helper,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
            if (shell is "busybox")
            {
                Directory.CreateDirectory(folder._programs);
                await RequireAsync("/usr/bin/busybox", "--install", "-s", folder._programs);
                // Debian builds its busybox without the first two, which Alpine's has; docker and curl are nobody's applets.
                foreach (var program in new[] { "flock", "cksum", "docker", "curl" })
                    if (!File.Exists(Path.Combine(folder._programs, program)))
                        File.CreateSymbolicLink(
                            Path.Combine(folder._programs, program),
                            $"/usr/bin/{program}"
                        );
            }

            await folder.ShellAsync(
                $"""
                mkdir -p {folder.Root}; cd {folder.Root}
                mkdir -p bin live slots journal/closed releases deployments bad
                for n in 1 2 3; do
                    mkdir -p releases/r$n/inner deployments/d$n
                    echo $n >releases/r$n/inner/file
                    ln -s ../../releases/r$n deployments/d$n/release
                done
                ln -s ../deployments/d3 slots/blue
                ln -s ../deployments/d2 slots/green
                ln -s ../deployments/d1 slots/green.former
                """
            );
            (
                await folder.HelpAsync("take", folder.Root, Token, "tests", "run 1", "600")
            ).ExitCode.ShouldBe(0);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_smallDisk)
            Process.Start("umount", ["-l", Root]).WaitForExit();
        _folder.Delete(recursive: true);
    }

    /// <summary>Whether a program runs that was told of it.</summary>
    public bool IsInUse => LocalProcesses.Naming(_folder.FullName, "").Count > 0;

    /// <summary>The same folder on a disk of its own, which can be filled.</summary>
    public async Task OnSmallDiskAsync()
    {
        await ShellAsync(
            $"""
            cp -a {Root} {Root}.copy
            mount -t tmpfs -o size=1m none {Root}
            cp -a {Root}.copy/. {Root}/
            """
        );
        _smallDisk = true;
    }

    /// <summary>To the last byte, the room that is kept for the journal too.</summary>
    public Task FillDiskAsync() => ShellAsync($"rm -rf {Root}/reserve; ! {Fill}");

    /// <summary>As a log does it: what the helper keeps for itself stays.</summary>
    public Task FillDiskBesideAsync() => ShellAsync($"! {Fill}");

    private string Fill => $"head -c 9M /dev/zero >{Root}/full 2>/dev/null";

    /// <summary>A script that calls the helper's functions themselves.</summary>
    public async Task<ProcessResult> InHelperAsync(string script)
    {
        const string main = "\n# Every function `cmd_NAME` is the command NAME.\n";
        var parts = HostHelper.Text.Split(main);
        parts.Length.ShouldBe(2);
        var path = Path.Combine(_folder.FullName, "functions");
        await File.WriteAllTextAsync(path, $"{parts[0]}\n{script}\n", Cancel);
        return await RunAsync(path, "");
    }

    public Task<ProcessResult> HelpAsync(params string[] words) => FeedAsync("", words);

    public Task<ProcessResult> PruneAsync(string list) => FeedAsync(list, "prune", Root, Token);

    public async Task<string> ShellAsync(string script) =>
        await RequireAsync("/bin/sh", "-euc", script);

    /// <summary>Names in one of the folders, in order.</summary>
    public IEnumerable<string> Names(string folder) =>
        new DirectoryInfo(Path.Combine(Root, folder))
            .EnumerateFileSystemInfos()
            .Select(entry => entry.Name)
            .Order(StringComparer.Ordinal);

    /// <summary>A deployment nobody needs, with a release of its own.</summary>
    public Task AddAsync(string deployment, string release) =>
        ShellAsync(
            $"cd {Root}; mkdir -p releases/{release} deployments/{deployment}; ln -s ../../releases/{release} deployments/{deployment}/release"
        );

    public Task OpenEntryAsync(string deployment, string release) =>
        ShellAsync(
            $$"""
            cd {{Root}}/journal
            printf 'tsh-journal 1\nkind deploy\ndeployment %s\nrelease %s\nphase preparing\n' {{deployment}} {{release}} >open
            printf 'end %s\n' "$(cksum <open)" >>open
            """
        );

    private string Helper => Path.Combine(_folder.FullName, "helper");

    /// <summary>The helper with something on its standard input.</summary>
    public Task<ProcessResult> FeedAsync(string input, params string[] words) =>
        RunAsync(Helper, input, words);

    private Task<ProcessResult> RunAsync(string program, string input, params string[] words) =>
        ChildProcess.RunAsync(
            _shell is "busybox" ? "/usr/bin/busybox" : "/usr/bin/dash",
            _shell is "busybox" ? ["sh", program, .. words] : [program, .. words],
            Cancel,
            async stream => await stream.WriteAsync(Encoding.UTF8.GetBytes(input), Cancel),
            [new("PATH", _programs)]
        );

    private static async Task<string> RequireAsync(string program, params string[] words)
    {
        var ran = await ChildProcess.RunAsync(program, words, Cancel);
        ran.ExitCode.ShouldBe(0, ran.Error);
        return ran.Output;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
