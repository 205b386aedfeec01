using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Net.Sockets;
using System.Text;
using TshActions.Core.Reports;

namespace TshActions.Processes;

/// <summary>What a finished program left behind.</summary>
public sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode is 0;
}

/// <summary>The one wrapper round <see cref="Process"/>: arguments as a list, both outputs read, cancelled means killed.</summary>
public static class ChildProcess
{
    /// <summary>Starts a program whose streams the caller reads and writes.</summary>
    public static Process Start(
        string program,
        IEnumerable<string> arguments,
        IEnumerable<KeyValuePair<string, string>>? environment = null
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        try
        {
            return Process.Start(start)
                ?? throw new InvalidOperationException($"{program} did not start.");
        }
        catch (Win32Exception error)
        {
            throw new ActionException(
                ExitCode.Host,
                $"the program `{program}` cannot be run on this machine: {error.Message}",
                "install it; `ssh` is in the package openssh-client"
            );
        }
    }

    /// <summary>Runs a program to its end; <paramref name="feed"/> writes its standard input, which is then closed.</summary>
    public static async Task<ProcessResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        CancellationToken cancel,
        Func<Stream, Task>? feed = null,
        IEnumerable<KeyValuePair<string, string>>? environment = null
    )
    {
        using var process = Start(program, arguments, environment);
        using var kill = cancel.Register(() => Kill(process));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await FeedAsync(process, feed);
        await process.WaitForExitAsync(cancel);
        // The kill may be seen before its reason is: 137 would be taken for the program's own answer.
        cancel.ThrowIfCancellationRequested();
        return new ProcessResult(process.ExitCode, await output, await error);
    }

    /// <summary>Runs a program to its end while <paramref name="take"/> reads its standard output.</summary>
    public static async Task<ProcessResult> ReceiveAsync(
        string program,
        IEnumerable<string> arguments,
        Func<Stream, Task> take,
        CancellationToken cancel
    )
    {
        using var process = Start(program, arguments);
        using var kill = cancel.Register(() => Kill(process));
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        process.StandardInput.Close();
        try
        {
            await take(process.StandardOutput.BaseStream);
        }
        catch
        {
            Kill(process);
            throw;
        }

        await process.WaitForExitAsync(cancel);
        cancel.ThrowIfCancellationRequested();
        return new ProcessResult(process.ExitCode, "", await error);
    }

    /// <summary>Kills a program and what it started; one that has just ended by itself is as good.</summary>
    public static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It had ended before the kill.
        }
    }

    /// <summary>
    /// A program that ends without reading all of its input breaks the pipe; its exit code and error output say why. Any
    /// other failure is the feeder's own: the program must then not take the part it got for the whole.
    /// </summary>
    private static async Task FeedAsync(Process process, Func<Stream, Task>? feed)
    {
        try
        {
            if (feed is not null)
                await feed(process.StandardInput.BaseStream);
            process.StandardInput.Close();
        }
        // A compressor on top writes once more while it is disposed, and fails in words of its own.
        catch (IOException error)
            when (IsBrokenPipe(error)
                || process.StandardInput.BaseStream is PipeStream { IsConnected: false }
            ) { }
        catch
        {
            Kill(process);
            throw;
        }
    }

    private static bool IsBrokenPipe(IOException error)
    {
        const int BrokenPipe = 32; // EPIPE, errno(3)
        return error.InnerException is SocketException || error.HResult is BrokenPipe;
    }
}
