using System.Diagnostics;
using TshActions.Rig.Runner;
using TshActions.Rig.Secrets;

namespace TshActions.RigTests.Ssh;

/// <summary>What a run of the program left behind.</summary>
/// <param name="Log">As GitHub shows it to people: the commands that tell the runner what to mask are not in it.</param>
internal sealed record ProgramEnd(
    int ExitCode,
    string Log,
    IReadOnlyDictionary<string, string> Outputs,
    string Summary,
    IReadOnlyList<string> LeftFiles,
    IReadOnlyList<string> LeftProcesses
)
{
    public ProgramEnd LeftNothing()
    {
        LeftFiles.ShouldBeEmpty();
        LeftProcesses.ShouldBeEmpty();
        return this;
    }
}

/// <summary>
/// `tsh` as a process, with a temporary folder that nobody else writes to, so that whatever stays behind is its own.
/// </summary>
internal static class TshProgram
{
    public static async Task<ProgramEnd> RunAsync(
        Workbench bench,
        string verb,
        params (string Name, string Value)[] inputs
    )
    {
        var cancel = TestContext.Current.CancellationToken;
        var place = Directory.CreateTempSubdirectory("tsh-program-");
        var temp = place.CreateSubdirectory("t");
        var output = Path.Combine(place.FullName, "output");
        var summary = Path.Combine(place.FullName, "summary");
        await File.WriteAllTextAsync(output, "", cancel);
        await File.WriteAllTextAsync(summary, "", cancel);
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "tsh"), [verb])
        {
            WorkingDirectory = bench.Workspace,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment =
            {
                ["TMPDIR"] = temp.FullName,
                // Else the .NET runtime itself puts sockets there.
                ["DOTNET_EnableDiagnostics"] = "0",
                ["GITHUB_ACTIONS"] = "true",
                ["GITHUB_OUTPUT"] = output,
                ["GITHUB_STEP_SUMMARY"] = summary,
                ["INPUT_ENVIRONMENT"] = "production",
                ["INPUT_SSH-KEY"] = await bench.Key.ReadPrivateKeyAsync(cancel),
            },
        };
        foreach (var (name, value) in inputs)
            start.Environment["INPUT_" + name.ToUpperInvariant()] = value;
        var given = Canaries.Here.Give([
            .. inputs.Select(input => KeyValuePair.Create(input.Name, input.Value)),
            new("ssh-key", await bench.Key.ReadPrivateKeyAsync(cancel)),
        ]);
        var begin = DateTime.UtcNow;
        try
        {
            using var process = Process.Start(start)!;
            using var kill = cancel.Register(() => process.Kill(entireProcessTree: true));
            var said = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var complained = process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(cancel);
            var log = RunnerLog.Shown($"{await said}{await complained}");
            Canaries.Here.Look($"log of {verb}", log, given);
            Canaries.Here.LookInFiles(place, begin, given);
            Canaries.Here.LookInFiles(
                new DirectoryInfo(Path.Combine(bench.Workspace, ".tsh")),
                begin,
                given
            );
            return new ProgramEnd(
                process.ExitCode,
                log,
                FileCommands.Read(await File.ReadAllTextAsync(output, cancel)),
                await File.ReadAllTextAsync(summary, cancel),
                [
                    .. Directory.EnumerateFileSystemEntries(
                        temp.FullName,
                        "*",
                        SearchOption.AllDirectories
                    ),
                ],
                await LastProcessesAsync(temp.FullName)
            );
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    /// <summary>The shared connection ends by itself a moment after it was told to; what stays after two seconds stays.</summary>
    private static async Task<IReadOnlyList<string>> LastProcessesAsync(string folder)
    {
        var begin = Stopwatch.GetTimestamp();
        IReadOnlyList<string> left;
        while (
            (left = SshTraces.ProcessesIn(folder)).Count > 0
            && Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(2)
        )
            await Task.Delay(20, CancellationToken.None);
        return left;
    }
}
