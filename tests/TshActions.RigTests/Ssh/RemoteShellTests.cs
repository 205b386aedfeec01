using TshActions.Core.Shell;
using TshActions.Processes;
using TshActions.Ssh;

namespace TshActions.RigTests.Ssh;

/// <summary>The one long-lived shell: each command gets its own answer, whatever it says and however it ends.</summary>
public sealed class RemoteShellTests(Workbench bench) : IClassFixture<Workbench>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Every_exit_code_comes_back()
    {
        await using var host = await bench.ConnectAsync();

        for (var code = 0; code <= 255; code++)
            (await RunAsync(host, $"exit {code}")).ShouldBe(new ProcessResult(code, "", ""));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("printf 'a\\nb'", "a\nb")]
    [InlineData("printf '\\n\\na\\n\\nb'", "\n\na\n\nb")]
    [InlineData("printf ''", "")]
    [InlineData("printf 'tsh-0123456789ABCDEF01234567 0\\n'", "tsh-0123456789ABCDEF01234567 0")]
    [InlineData("printf 'tsh-0123456789ABCDEF01234567 0'", "tsh-0123456789ABCDEF01234567 0")]
    [InlineData("cat; echo nothing to read", "nothing to read")]
    [InlineData("printf 'Ventil ½″'", "Ventil ½″")]
    [InlineData("echo \"$0\" | sed 's/.*/no dialogue/'", "no dialogue")]
    public async Task Output_comes_back_as_it_was(string script, string output)
    {
        await using var host = await bench.ConnectAsync();

        (await RunAsync(host, script)).ShouldBe(new ProcessResult(0, output, ""));
        await InStepAsync(host);
    }

    [Fact(Timeout = 60_000)]
    public async Task Output_and_complaints_are_kept_apart()
    {
        await using var host = await bench.ConnectAsync();

        var said = await RunAsync(
            host,
            "echo out; echo err >&2; printf more; printf 'no end' >&2; exit 3"
        );

        said.ShouldBe(new ProcessResult(3, "out\nmore", "err\nno end"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Bytes_that_are_no_text_do_not_break_the_frames()
    {
        await using var host = await bench.ConnectAsync();

        for (var round = 0; round < 20; round++)
        {
            var said = await RunAsync(
                host,
                "head -c 3000 /dev/urandom; head -c 3000 /dev/urandom >&2; printf '\\303' >&2; printf '\\342\\202'"
            );

            said.ExitCode.ShouldBe(0);
            await InStepAsync(host);
        }
    }

    [Theory(Timeout = 60_000)]
    [InlineData("yes 0123456789 | head -c 5000000; yes abcdefghij | head -c 5000000 >&2")]
    [InlineData(
        "head -c 5000000 /dev/zero | tr '\\0' x; head -c 5000000 /dev/zero | tr '\\0' y >&2"
    )]
    [InlineData("yes abcdefghij | head -c 5000000 >&2; yes 0123456789 | head -c 5000000")]
    public async Task Of_five_megabytes_the_end_is_kept(string script)
    {
        await using var host = await bench.ConnectAsync();

        var said = await RunAsync(host, $"{script}; printf end; printf 'the end' >&2; exit 7");

        said.ExitCode.ShouldBe(7);
        said.Output.ShouldEndWith("end");
        said.Error.ShouldEndWith("the end");
        said.Output.Length.ShouldBeInRange(900_000, 2_100_000);
        said.Error.Length.ShouldBeInRange(900_000, 2_100_000);
        await InStepAsync(host);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_script_cannot_end_the_shell_it_is_not_in()
    {
        await using var host = await bench.ConnectAsync();
        var shell = await RunAsync(host, "echo $$");

        (await RunAsync(host, "echo before; exit 3; echo after")).ShouldBe(
            new ProcessResult(3, "before", "")
        );
        (await RunAsync(host, "set -e; cd /; umask 0; false")).ExitCode.ShouldBe(1);
        (await RunAsync(host, "kill -9 $(exec sh -c 'echo $PPID')")).ExitCode.ShouldBeInRange(
            1,
            255
        );

        var syntax = await host.RunAsync(
            ShellCommand.Of("sh", "-c", "if then ("),
            Hosts.Patience,
            Cancel
        );
        syntax.ExitCode.ShouldBe(2);
        syntax.Error.ShouldContain("yntax error");
        (await RunAsync(host, "echo $$")).ShouldBe(shell);
    }

    [Fact(Timeout = 60_000)]
    public async Task Words_reach_a_program_there_as_they_are()
    {
        await using var host = await bench.ConnectAsync();
        string[] words =
        [
            "",
            "two words",
            "it's",
            "$(id)",
            "`id`",
            "a\nb",
            "-n",
            "\\",
            "*",
            "é→",
            "\"",
            "~",
            "#",
        ];

        var said = await host.RunAsync(
            ShellCommand.Of(["printf", "<%s>", .. words]),
            Hosts.Patience,
            Cancel
        );

        said.Output.ShouldBe(string.Concat(words.Select(word => $"<{word}>")));
    }

    [Fact(Timeout = 60_000)]
    public async Task Commands_given_at_the_same_time_each_get_their_own_answer()
    {
        await using var host = await bench.ConnectAsync();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(number =>
                    RunAsync(host, $"sleep 0.0{number % 3}; echo {number}; exit {number}")
                )
        );

        answers.ShouldBe(
            Enumerable.Range(0, 30).Select(number => new ProcessResult(number, $"{number}", ""))
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_command_that_outlives_its_time_costs_its_answer_and_not_the_connection()
    {
        await using var host = await bench.ConnectAsync();
        var connection = await RunAsync(host, "echo $SSH_CONNECTION");

        var late = await host.RunAsync(
                ShellCommand.Of("sleep", "40"),
                TimeSpan.FromSeconds(1),
                Cancel
            )
            .ShouldThrowAsync<HostUnreachable>();

        late.Message.ShouldBe("vps-main gave no answer within 1 s to: sleep 40");
        (await RunAsync(host, "echo again")).Output.ShouldBe("again");
        (await RunAsync(host, "echo $SSH_CONNECTION")).ShouldBe(connection);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_cancelled_command_says_cancelled_and_the_next_one_is_answered()
    {
        await using var host = await bench.ConnectAsync();
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = host.RunAsync(
            ShellCommand.Script("touch /tmp/cancel-me; sleep 40"),
            Hosts.Patience,
            soon.Token
        );
        await ThereAsync("/tmp/cancel-me");

        await soon.CancelAsync();

        await running.ShouldThrowAsync<OperationCanceledException>();
        (await RunAsync(host, "echo again")).Output.ShouldBe("again");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_connection_that_drops_in_the_middle_says_so_and_a_new_one_works()
    {
        await using var host = await bench.ConnectAsync();
        var running = host.RunAsync(
            ShellCommand.Script("touch /tmp/cut-me; sleep 40"),
            TimeSpan.FromSeconds(50),
            Cancel
        );
        await ThereAsync("/tmp/cut-me");

        (
            await bench.Vps.ExecAsync(["pkill", "-f", "sshd: deploy"], Cancel)
        ).Succeeded.ShouldBeTrue();
        var dropped = await running.ShouldThrowAsync<HostUnreachable>();

        dropped.Message.ShouldBe("the connection to vps-main (127.0.0.1) dropped in the middle");
        dropped.Advice.ShouldContain("run again");
        await using var next = await bench.ConnectAsync();
        await InStepAsync(next);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stream_goes_in_as_it_is_and_the_exit_code_comes_back()
    {
        await using var host = await bench.ConnectAsync();
        var bytes = new byte[3_000_000];
        Random.Shared.NextBytes(bytes);

        var said = await host.SendAsync(
            ShellCommand.Script("sha256sum; exit 3"),
            async stream => await stream.WriteAsync(bytes, Cancel),
            Cancel
        );

        said.ExitCode.ShouldBe(3);
        said.Output.ShouldStartWith(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_program_that_does_not_read_its_stream_still_says_why()
    {
        await using var host = await bench.ConnectAsync();

        var said = await host.SendAsync(
            ShellCommand.Script("echo disk full >&2; exit 28"),
            async stream => await stream.WriteAsync(new byte[3_000_000], Cancel),
            Cancel
        );

        (said.ExitCode, said.Error.Trim()).ShouldBe((28, "disk full"));
    }

    private static Task<ProcessResult> RunAsync(SshHost host, string script) =>
        host.RunAsync(ShellCommand.Script(script), Hosts.Patience, Cancel);

    private static async Task InStepAsync(SshHost host) =>
        (await RunAsync(host, "echo in step; echo too >&2")).ShouldBe(
            new ProcessResult(0, "in step", "too")
        );

    private Task ThereAsync(string path) =>
        Eventually.HoldsAsync(
            $"{path} is there",
            async () => (await bench.Vps.ExecAsync(["test", "-e", path], Cancel)).Succeeded
        );
}
