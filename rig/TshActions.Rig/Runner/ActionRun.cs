using System.Diagnostics;
using TshActions.Processes;
using TshActions.Rig.Docker;
using TshActions.Rig.Secrets;

namespace TshActions.Rig.Runner;

/// <summary>What a step left behind: its exit code, log, outputs and summary.</summary>
public sealed record StepResult(
    int ExitCode,
    string Log,
    IReadOnlyDictionary<string, string> Outputs,
    string Summary,
    TimeSpan Took
);

/// <summary>
/// Runs an action's container the way GitHub's runner does (ContainerActionHandler.cs, DockerCommandManager.cs): the
/// same mounts, work directory and file commands, values passed by name only, no --init and no --user.
/// </summary>
public sealed class ActionRun(string image, string workspace)
{
    private readonly string _run = $"{System.Environment.ProcessId}";

    /// <summary>What a forge of the rig says of itself, in the place of github.com; with it the step is on this machine's network.</summary>
    public IReadOnlyDictionary<string, string>? GitHub { get; init; }

    /// <summary>A step `uses: $/actions/x` with the given inputs; absent ones get the metadata's defaults.</summary>
    public Task<StepResult> UseAsync(
        string action,
        IReadOnlyDictionary<string, string> inputs,
        CancellationToken cancel,
        Action<string>? onLine = null
    )
    {
        var metadata = ActionMetadata.Read(action);
        var values = metadata.Defaults.ToDictionary(
            pair => pair.Key,
            pair => inputs.GetValueOrDefault(pair.Key, pair.Value)
        );
        var arguments = metadata.Arguments.Select(text =>
            text.Replace("${{ inputs.action }}", values.GetValueOrDefault("action", ""))
        );
        return RunAsync([.. arguments], values, cancel, onLine);
    }

    /// <summary>A verb that has no action, with inputs all the same.</summary>
    public async Task<StepResult> RunAsync(
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> inputs,
        CancellationToken cancel,
        Action<string>? onLine = null
    )
    {
        var (begin, since) = (Stopwatch.GetTimestamp(), DateTime.UtcNow);
        var given = Canaries.Here.Give(inputs);
        var folder = Directory.CreateTempSubdirectory("tsh-runner-");
        try
        {
            var environment = Environment(folder.FullName, inputs);
            var log = new RunnerLog(onLine);
            using var docker = ChildProcess.Start(
                "/usr/bin/docker",
                [.. Docker(folder.FullName, environment.Keys), image, .. arguments],
                environment
            );
            using var kill = cancel.Register(() => ChildProcess.Kill(docker));
            docker.StandardInput.Close();
            await Task.WhenAll(
                log.ReadAsync(docker.StandardOutput),
                log.ReadAsync(docker.StandardError)
            );
            await docker.WaitForExitAsync(cancel);
            Canaries.Here.Look($"log of {arguments[0]}", log.Text, given);
            Canaries.Here.LookInFiles(folder, since, given);
            Canaries.Here.LookInFiles(
                new DirectoryInfo(Path.Combine(workspace, ".tsh")),
                since,
                given
            );
            return new StepResult(
                docker.ExitCode,
                log.Text,
                FileCommands.Read(
                    await File.ReadAllTextAsync(
                        Path.Combine(folder.FullName, "file_commands", "output"),
                        cancel
                    )
                ),
                await File.ReadAllTextAsync(
                    Path.Combine(folder.FullName, "file_commands", "summary"),
                    cancel
                ),
                Stopwatch.GetElapsedTime(begin)
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private string Sha =>
        GitHub?.GetValueOrDefault("GITHUB_SHA") ?? "0123456789abcdef0123456789abcdef01234567";

    private Dictionary<string, string> Environment(
        string folder,
        IReadOnlyDictionary<string, string> inputs
    )
    {
        foreach (var inner in new[] { "home", "workflow", "temp", "file_commands" })
            Directory.CreateDirectory(Path.Combine(folder, inner));
        foreach (var file in new[] { "output", "state", "summary" })
            File.WriteAllText(Path.Combine(folder, "file_commands", file), "");
        var environment = inputs.ToDictionary(
            input => "INPUT_" + input.Key.Replace(' ', '_').ToUpperInvariant(),
            input => input.Value.Replace("${{ github.sha }}", Sha)
        );
        environment["HOME"] = "/github/home";
        environment["GITHUB_ACTIONS"] = "true";
        environment["CI"] = "true";
        environment["GITHUB_SHA"] = Sha;
        // One run of a workflow, whose steps share what they hold on a host.
        environment["GITHUB_SERVER_URL"] = "https://github.com";
        environment["GITHUB_REPOSITORY"] = "tsh/erp";
        environment["GITHUB_RUN_ID"] = _run;
        environment["GITHUB_RUN_ATTEMPT"] = "1";
        environment["GITHUB_STATE"] = "/github/file_commands/state";
        environment["GITHUB_WORKSPACE"] = "/github/workspace";
        environment["GITHUB_OUTPUT"] = "/github/file_commands/output";
        environment["GITHUB_STEP_SUMMARY"] = "/github/file_commands/summary";
        environment["RUNNER_TEMP"] = "/github/runner_temp";
        foreach (var (name, value) in GitHub ?? new Dictionary<string, string>())
            environment[name] = value;
        return environment;
    }

    private IEnumerable<string> Docker(string folder, IEnumerable<string> names) =>
        [
            "run",
            "--name",
            $"tsh-step-{Guid.NewGuid():N}",
            .. VpsOwner.Current.DockerFlags,
            "--workdir",
            "/github/workspace",
            "--rm",
            .. GitHub is null ? (string[])[] : ["--network", "host"],
            .. names.SelectMany(name => new[] { "-e", name }),
            "-v",
            "/var/run/docker.sock:/var/run/docker.sock",
            "-v",
            $"{folder}/temp:/github/runner_temp",
            "-v",
            $"{folder}/home:/github/home",
            "-v",
            $"{folder}/workflow:/github/workflow",
            "-v",
            $"{folder}/file_commands:/github/file_commands",
            "-v",
            $"{workspace}:/github/workspace",
        ];
}
