using System.Diagnostics;
using TshActions.Rig.Docker;

namespace TshActions.Rig.Secrets;

/// <summary>
/// Looks at the arguments of every process, again and again, here and in the VPS, and remembers each it saw. A process
/// that lives shorter than one look (a few milliseconds) can escape; those that carry secrets wait for the network.
/// </summary>
public sealed class ArgumentWatch : IAsyncDisposable
{
    private const string Ready = "watching";

    private const string Script = """
        import os, select, sys
        seen, me = set(), str(os.getpid())
        print("watching", flush=True)
        while not select.select([sys.stdin], [], [], float(sys.argv[1]))[0]:
            for pid in filter(str.isdigit, os.listdir("/proc")):
                if pid == me:
                    continue
                try:
                    with open(f"/proc/{pid}/cmdline", "rb") as file:
                        seen.add(file.read())
                except OSError:
                    pass
        for line in seen:
            print(line.decode(errors="replace").replace("\0", " ").replace("\n", " "))
        """;

    private readonly CancellationTokenSource _end = new();
    private readonly Task<HashSet<string>> _here;
    private readonly Process _there;
    private readonly TimeSpan _every;

    private ArgumentWatch(Process there, TimeSpan every)
    {
        (_there, _every) = (there, every);
        _here = Task.Factory.StartNew(
            Look,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    /// <param name="every">Between two looks, 1 ms if not said; each costs a look at every process of the machine.</param>
    public static async Task<ArgumentWatch> StartAsync(
        Vps vps,
        CancellationToken cancel,
        TimeSpan? every = null
    )
    {
        var between = every ?? TimeSpan.FromMilliseconds(1);
        await vps.WriteFileAsync("/opt/watch.py", Script, cancel);
        string[] watch =
        [
            "exec",
            "-i",
            vps.Name,
            "python3",
            "/opt/watch.py",
            $"{between.TotalSeconds}",
        ];
        var start = new ProcessStartInfo("/usr/bin/docker", watch)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var there = Process.Start(start)!;
        return await there.StandardOutput.ReadLineAsync(cancel) is Ready
            ? new ArgumentWatch(there, between)
            : throw new RigException($"The watch over the processes of {vps.Name} did not start.");
    }

    /// <summary>
    /// Ends the watch and tells the command lines that were seen on this machine, and in the VPS: none of those when it
    /// went down meanwhile.
    /// </summary>
    public async Task<(
        IReadOnlyCollection<string> Here,
        IReadOnlyCollection<string> There
    )> EndAsync(CancellationToken cancel)
    {
        await _end.CancelAsync();
        CloseInput();
        var lines = await _there.StandardOutput.ReadToEndAsync(cancel);
        return (await _here, lines.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _here;
        // Its input is closed with it, and that ends the watch in the VPS.
        if (!_there.HasExited)
            _there.Kill();
        _there.Dispose();
        _end.Dispose();
    }

    private void CloseInput()
    {
        try
        {
            _there.StandardInput.Close();
        }
        catch (IOException)
        {
            // Its machine went down, and it with it.
        }
    }

    private HashSet<string> Look()
    {
        HashSet<string> seen = [];
        while (!_end.Token.WaitHandle.WaitOne(_every))
            ProcessArguments.AddTo(seen);
        return seen;
    }
}
