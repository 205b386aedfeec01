using System.Text.Json;
using System.Text.RegularExpressions;
using TshActions.Core.Reports;
using TshActions.Tests.GitHub;
using TshActions.Tests.Slots;
using TshActions.Verbs;

namespace TshActions.Tests.Verbs;

/// <summary>What every ending of every verb leaves behind, with verbs made for the purpose.</summary>
public sealed partial class VerbRunnerTests : IDisposable
{
    private const UnixFileMode Everybody = (UnixFileMode)0b110_110_110;
    private const UnixFileMode Enter = (UnixFileMode)0b001_001_001;

    private readonly string _folder = Directory.CreateTempSubdirectory("tsh-tests-").FullName;
    private readonly StringWriter _output = new();

    public void Dispose()
    {
        _output.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Each_way_to_end_has_its_code_its_annotation_and_its_words()
    {
        Func<VerbRun, CancellationToken, Task<Ending>>[] endings =
        [
            (run, _) => Task.FromResult(End(run, ExitCode.Passed, "done")),
            (run, _) => Task.FromResult(End(run, ExitCode.VerdictFail, "refused")),
            (_, _) => throw new BadInput("`path` is `x`", "write a folder"),
            (_, _) => throw new HostUnreachable("no answer", "look at the host", "::error::no"),
            (_, _) =>
                throw new StateChanged("vps-main changed between the plan and its first step"),
            (_, _) => throw new InvalidOperationException("index out of range"),
        ];
        foreach (var tell in endings)
            await _output.WriteLineAsync($"= {(int)await RunAsync(tell)}\n");

        Approved.Check(Random().Replace(Stack().Replace(_output.ToString(), ""), "TOKEN"));
    }

    [Fact]
    public async Task Outputs_and_report_are_there_after_a_failure_too()
    {
        var code = await RunAsync(
            (run, _) =>
            {
                run.Saw([HostStates.BlueLive()], "untouched");
                run.Output("verdict", "fail");
                throw new HostUnreachable("no answer", "look at the host");
            }
        );

        code.ShouldBe(ExitCode.Host);
        RunnerFiles
            .Outputs(await File.ReadAllTextAsync(Path.Combine(_folder, "output")))
            .ShouldBe(
                new Dictionary<string, string>
                {
                    ["verdict"] = "fail",
                    ["live-slot"] = "blue",
                    ["live-release"] = "2025.11.14",
                    ["previous-release"] = "",
                    ["report"] = ".tsh/trial.json",
                },
                ignoreOrder: true
            );
        using var report = Report();
        report.RootElement.GetProperty("verb").GetString().ShouldBe("trial");
        report
            .RootElement.GetProperty("ending")
            .GetProperty("live")
            .GetString()
            .ShouldBe("blue (2025.11.14), untouched");
        (await File.ReadAllTextAsync(Path.Combine(_folder, "summary"))).ShouldContain(
            "blue (2025.11.14), untouched"
        );
    }

    [Fact]
    public async Task The_report_can_be_read_and_deleted_by_the_runner_s_own_user()
    {
        await RunAsync((run, _) => Task.FromResult(End(run, ExitCode.Passed, "done")));

        Mode(".tsh/trial.json").ShouldBe(Everybody);
        Mode(".tsh").ShouldBe(Everybody | Enter);
    }

    [Fact]
    public async Task A_cancel_is_an_ending_of_its_own()
    {
        using var cancel = new CancellationTokenSource();

        var code = await RunAsync(
            async (_, token) =>
            {
                await cancel.CancelAsync();
                token.ThrowIfCancellationRequested();
                throw new InvalidOperationException("It went on after the cancel.");
            },
            cancel: cancel.Token
        );

        code.ShouldBe(ExitCode.Cancelled);
    }

    [Fact]
    public async Task A_cancel_nobody_asked_for_is_a_bug() =>
        (await RunAsync((_, _) => throw new OperationCanceledException("by whom?"))).ShouldBe(
            ExitCode.Bug
        );

    [Fact]
    public async Task At_a_terminal_no_file_is_written_and_no_command_issued()
    {
        var code = await RunAsync((_, _) => throw new BadInput("bad", "better"), onGitHub: false);

        code.ShouldBe(ExitCode.BadInput);
        Directory.EnumerateFileSystemEntries(_folder).ShouldBeEmpty();
        RunnerRules.Commands(_output.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_post_step_of_a_step_that_held_no_lease_does_not_carry_the_verb_out_again()
    {
        await RunAsync((_, _) => throw new HostUnreachable("no answer", "look at the host"));
        var state = RunnerFiles.Outputs(
            await File.ReadAllTextAsync(Path.Combine(_folder, "state"))
        );
        var told = await File.ReadAllTextAsync(Path.Combine(_folder, "summary"));

        var code = await RunAsync(
            (_, _) => throw new InvalidOperationException("It was carried out again."),
            state: state
        );

        code.ShouldBe(ExitCode.Passed);
        (await File.ReadAllTextAsync(Path.Combine(_folder, "summary"))).ShouldBe(told);
    }

    [Fact]
    public async Task An_ending_before_any_verdict_is_no_pass()
    {
        await RunAsync((_, _) => throw new HostUnreachable("no answer", "look at the host"));

        RunnerFiles
            .Outputs(await File.ReadAllTextAsync(Path.Combine(_folder, "output")))["verdict"]
            .ShouldBe("inconclusive");
    }

    [Fact]
    public async Task Outputs_are_written_where_the_report_cannot_be()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, ".tsh"), "no folder");

        var code = await RunAsync((run, _) => Task.FromResult(End(run, ExitCode.Passed, "done")));

        code.ShouldBe(ExitCode.Passed);
        RunnerFiles
            .Outputs(await File.ReadAllTextAsync(Path.Combine(_folder, "output")))["verdict"]
            .ShouldBe("pass");
    }

    [Theory]
    [InlineData("hunter2-hunter2")]
    [InlineData("back`quote-secret")]
    [InlineData("quo\"ted+secret")]
    public async Task A_secret_is_in_nothing_a_run_leaves_behind(string secret)
    {
        await RunAsync(
            (run, _) =>
            {
                run.Story.Hide(secret);
                _output.GetStringBuilder().Clear();
                run.Output("live-release", "1.0");
                return Task.FromResult(End(run, ExitCode.Host, $"the host said {secret}"));
            }
        );

        using var report = Report();
        report
            .RootElement.GetProperty("ending")
            .GetProperty("what")
            .GetString()!
            .ShouldNotContain(secret);
        (await File.ReadAllTextAsync(Path.Combine(_folder, "summary"))).ShouldContain(
            MarkdownText.Cell("the host said ***")
        );
        _output.ToString().ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("ending")]
    public async Task A_secret_that_is_a_plain_word_does_not_break_the_report(string secret)
    {
        await RunAsync(
            (run, _) =>
            {
                run.Story.Hide(secret);
                return Task.FromResult(End(run, ExitCode.Host, "failed"));
            }
        );

        using var report = Report();
        report.RootElement.GetProperty("ending").GetProperty("good").GetBoolean().ShouldBeFalse();
    }

    private UnixFileMode Mode(string path) => File.GetUnixFileMode(Path.Combine(_folder, path));

    private JsonDocument Report() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, ".tsh/trial.json")));

    private Task<ExitCode> RunAsync(
        Func<VerbRun, CancellationToken, Task<Ending>> tell,
        bool onGitHub = true,
        IReadOnlyDictionary<string, string>? state = null,
        CancellationToken cancel = default
    )
    {
        var verb = new Verb("trial", "", IsAction: true, [], [], tell);
        Dictionary<string, string> environment = onGitHub
            ? new()
            {
                ["GITHUB_ACTIONS"] = "true",
                ["GITHUB_OUTPUT"] = Path.Combine(_folder, "output"),
                ["GITHUB_STEP_SUMMARY"] = Path.Combine(_folder, "summary"),
                ["GITHUB_STATE"] = Path.Combine(_folder, "state"),
            }
            : [];
        foreach (var (name, value) in state ?? new Dictionary<string, string>())
            environment[$"STATE_{name}"] = value;
        var around = new Surroundings(environment, _output, ManualTime.Still, _folder);
        return VerbRunner.RunAsync(verb, Options.None, around, cancel);
    }

    private static Ending End(VerbRun run, ExitCode code, string what) =>
        new(code, what, run.Where, run.Live, "nothing");

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Random();

    [GeneratedRegex("^   at .*\n", RegexOptions.Multiline)]
    private static partial Regex Stack();
}
