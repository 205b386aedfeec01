using TshActions.Processes;

namespace TshActions.Rig.Docker;

/// <summary>The docker command line.</summary>
public static class DockerCli
{
    /// <summary>Runs <c>docker …</c> and leaves it to the caller what its exit code means.</summary>
    public static Task<ProcessResult> RunAsync(
        IReadOnlyList<string> arguments,
        CancellationToken cancel
    ) => ProgramRun.RunAsync("docker", arguments, feed: null, cancel);

    /// <summary>The same with text on its standard input.</summary>
    public static Task<ProcessResult> RunAsync(
        IReadOnlyList<string> arguments,
        string input,
        CancellationToken cancel
    ) => ProgramRun.RunAsync("docker", arguments, ProgramRun.Feed(input, cancel), cancel);

    /// <summary>The same with a file on its standard input.</summary>
    public static Task<ProcessResult> RunAsync(
        IReadOnlyList<string> arguments,
        FileInfo input,
        CancellationToken cancel
    ) =>
        ProgramRun.RunAsync(
            "docker",
            arguments,
            async stream =>
            {
                await using var file = input.OpenRead();
                await file.CopyToAsync(stream, cancel);
            },
            cancel
        );

    /// <summary>Runs <c>docker …</c>, which must succeed, and returns its output without line ends at its ends.</summary>
    /// <exception cref="RigException">It failed.</exception>
    public static async Task<string> RequireAsync(
        IReadOnlyList<string> arguments,
        CancellationToken cancel
    )
    {
        var result = await RunAsync(arguments, cancel);
        return result.Succeeded
            ? result.Output.Trim()
            : throw new RigException(
                $"docker {arguments[0]} failed with exit code {result.ExitCode}:\n{result.Text()}"
            );
    }

    /// <summary>Null when a docker daemon answers, else why not.</summary>
    public static async Task<string?> WhyUnusableAsync(CancellationToken cancel)
    {
        try
        {
            var result = await RunAsync(["version", "--format", "{{.Server.Version}}"], cancel);
            return result.Succeeded ? null : $"docker does not answer: {result.Error.Trim()}";
        }
        catch (ActionException missing)
        {
            return $"docker is not installed: {missing.Message}";
        }
    }
}
