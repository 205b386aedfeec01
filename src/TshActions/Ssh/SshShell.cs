using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using TshActions.Core.Shell;
using TshActions.Processes;

namespace TshActions.Ssh;

/// <summary>
/// A remote `sh` that stays open and answers in frames: after each command a random mark and the exit code on its
/// output, the mark alone on its error output. At 80 ms a command costs one round trip instead of two.
/// </summary>
internal sealed class SshShell(Process ssh) : IDisposable
{
    // What a failing command says is told at its end; more than this no person reads.
    private const int MostKept = 1_000_000;

    /// <summary>False once an answer was lost; the shell must then be thrown away.</summary>
    public bool InStep { get; private set; } = true;

    /// <summary>The command's result, or null when the connection ended before its answer.</summary>
    public async Task<ProcessResult?> RunAsync(ShellCommand command, CancellationToken cancel)
    {
        var mark = $"tsh-{RandomNumberGenerator.GetHexString(24)}";
        InStep = false;
        try
        {
            await ssh.StandardInput.WriteAsync(
                $"( {command.Line}\n) </dev/null; printf '\\n%s %s\\n' {mark} \"$?\"; printf '\\n%s\\n' {mark} >&2\n".AsMemory(),
                cancel
            );
            await ssh.StandardInput.FlushAsync(cancel);
        }
        catch (IOException)
        {
            return null;
        }

        var output = ReadAsync(ssh.StandardOutput, mark, cancel);
        var error = ReadAsync(ssh.StandardError, mark, cancel);
        if (await output is not { } answer || await error is not { } complaint)
            return null;
        InStep = true;
        return new ProcessResult(int.Parse(answer.Behind), answer.Text, complaint.Text);
    }

    public void Dispose()
    {
        ChildProcess.Kill(ssh);
        ssh.Dispose();
    }

    private static async Task<(string Text, string Behind)?> ReadAsync(
        StreamReader reader,
        string mark,
        CancellationToken cancel
    )
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            if (line.StartsWith(mark))
                return (text.ToString().TrimEnd('\n'), line[mark.Length..].Trim());
            text.Append(line).Append('\n');
            if (text.Length > 2 * MostKept)
                text.Remove(0, text.Length - MostKept);
        }

        return null;
    }
}
