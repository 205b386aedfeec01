using TshActions.Host;
using TshActions.Processes;
using TshActions.Rig.Docker;

namespace TshActions.RigTests.Host;

public sealed class ShellScriptsTests
{
    private static readonly string[] NotOurs = [".git", "artifacts", "node_modules", "bin", "obj"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Every_shell_script_of_the_repository_is_clean()
    {
        var scripts = Files(new DirectoryInfo(RepositoryRoot.Find())).Where(IsShell).ToList();
        scripts.ShouldContain(path => path.EndsWith("rig/vps/entry"));

        var said = await ShellCheckAsync(scripts);

        said.ExitCode.ShouldBe(0, said.Output);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_host_helper_is_clean_as_a_whole()
    {
        var whole = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(whole, HostHelper.Text, Cancel);

            var said = await ShellCheckAsync([whole]);

            said.ExitCode.ShouldBe(0, said.Output);
        }
        finally
        {
            File.Delete(whole);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_script_that_is_not_clean_is_found()
    {
        var folder = Directory.CreateTempSubdirectory("tsh-unclean-");
        try
        {
            var script = Path.Combine(folder.FullName, "unclean");
            await File.WriteAllTextAsync(script, "#!/bin/sh\nrm -rf $1/bin\n", Cancel);
            IsShell(script).ShouldBeTrue();

            var said = await ShellCheckAsync([script]);

            said.ExitCode.ShouldBe(1);
            said.Output.ShouldContain("SC2086");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<ProcessResult> ShellCheckAsync(IEnumerable<string> scripts)
    {
        try
        {
            return await ChildProcess.RunAsync("shellcheck", scripts, Cancel);
        }
        catch (ActionException)
        {
            Missing.Report("shellcheck is not installed: apt-get install shellcheck");
            throw;
        }
    }

    private static IEnumerable<string> Files(DirectoryInfo folder) =>
        folder
            .EnumerateFileSystemInfos()
            .Where(entry => !NotOurs.Contains(entry.Name) && entry.LinkTarget is null)
            .SelectMany(entry => entry is DirectoryInfo inner ? Files(inner) : [entry.FullName]);

    /// <summary>The parts of the host helper are one script, which has a test of its own.</summary>
    private static bool IsShell(string path)
    {
        if (path.Contains("/Host/helper/"))
            return false;
        using var reader = new StreamReader(path);
        var head = new char[32];
        var read = reader.ReadBlock(head);
        return new string(head, 0, read).Split('\n')[0]
            is "#!/bin/sh"
                or "#!/bin/bash"
                or "#!/usr/bin/env bash"
                or "#!/usr/bin/env sh";
    }
}
