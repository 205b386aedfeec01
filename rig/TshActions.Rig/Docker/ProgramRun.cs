using System.Text;
using TshActions.Processes;

namespace TshActions.Rig.Docker;

/// <summary>Runs one program of this machine to its end.</summary>
internal static class ProgramRun
{
    // The distribution's client fits the distribution's daemon; a newer one found earlier may refuse to talk to it.
    private const string FirstFolder = "/usr/bin";

    public static Task<ProcessResult> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        Func<Stream, Task>? feed,
        CancellationToken cancel
    ) =>
        ChildProcess.RunAsync(
            Locate(program),
            arguments,
            cancel,
            feed,
            [new("PATH", $"{FirstFolder}:{Environment.GetEnvironmentVariable("PATH")}")]
        );

    /// <summary>What writes a text to a program's standard input.</summary>
    public static Func<Stream, Task> Feed(string text, CancellationToken cancel) =>
        async stream => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);

    /// <summary>Both outputs for a message, without the line ends at their ends.</summary>
    public static string Text(this ProcessResult result) =>
        string.Join(
            '\n',
            new[] { result.Output.Trim(), result.Error.Trim() }.Where(part => part.Length > 0)
        );

    // A program is looked for along the PATH of this process, not along the one it is given.
    private static string Locate(string program)
    {
        var first = Path.Combine(FirstFolder, program);
        return File.Exists(first) ? first : program;
    }
}
