using System.Text.Json;
using TshActions.Processes;
using TshActions.Rig.Docker;
using TshActions.Rig.Erp;
using TshActions.Rig.Runner;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Image;

/// <summary>The image as a runner uses it, against a VPS on docker's own network.</summary>
[Collection("the published image")]
public sealed class ActionTests(Workbench bench) : IClassFixture<Workbench>
{
    private const string Root = "/var/lib/tsh/tsh-erp/production";
    private const int Cancelled = 130;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 300_000)]
    [InlineData("actions/deploy-slot", "own")]
    [InlineData(".", "umbrella")]
    public async Task A_release_is_deployed_and_everything_a_later_step_reads_is_there(
        string action,
        string release
    )
    {
        await SetUpAsync();
        await bench.BuildReleaseAsync(release);
        var previous = await LiveAsync();

        var step = await UseAsync(action, Inputs(release));

        step.ExitCode.ShouldBe(0, step.Log);
        (await LiveAsync()).ShouldBe(release);
        step.Outputs.Keys.Order(StringComparer.Ordinal)
            .ShouldBe([
                "changed",
                "live-release",
                "live-since",
                "live-slot",
                "previous-release",
                "report",
                "verdict",
            ]);
        (
            step.Outputs["verdict"],
            step.Outputs["live-release"],
            step.Outputs["previous-release"]
        ).ShouldBe(("pass", release, previous));
        (
            await bench.Vps.ShellAsync(
                $"basename $(readlink -f {Root}/slots/{step.Outputs["live-slot"]}/release)",
                Cancel
            )
        ).ShouldBe(release);
        step.Summary.ShouldStartWith("### ✅ deploy-slot: ");
        step.Summary.ShouldContain("| where | tsh-erp, production, vps-main");
        await ReadAndDeleteAsSomebodyElseAsync(step.Outputs["report"], release);
    }

    [Theory(Timeout = 300_000)]
    [InlineData("actions/deploy-slot")]
    [InlineData(".")]
    public async Task A_secret_that_did_not_arrive_is_named_with_the_trap_behind_it(string action)
    {
        await SetUpAsync();
        var inputs = Inputs("any");
        inputs["ssh-key"] = "";

        var step = await UseAsync(action, inputs);

        step.ExitCode.ShouldBe(2);
        step.Log.ShouldContain("`ssh-key` is empty. In a reusable workflow a secret arrives empty");
        step.Log.ShouldContain("secrets: inherit");
        step.Log.ShouldContain("::error");
        step.Summary.ShouldContain("reusable workflow");
    }

    [Theory(Timeout = 300_000)]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_while_the_gate_waits_clears_the_candidate_and_leaves_the_live_slot(
        string signal
    )
    {
        await SetUpAsync();
        var sick = $"sick-{signal}";
        await bench.BuildReleaseAsync(sick, ErpSwitches.None with { NeverHealthy = true });
        var (live, state) = (await LiveAsync(), await LiveStateAsync());
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var running = UseAsync(
            "actions/deploy-slot",
            Inputs(sick),
            line =>
            {
                if (line.Contains("→ Gate"))
                    gate.TrySetResult();
            }
        );
        await Task.WhenAny(gate.Task, running);
        running.IsCompleted.ShouldBeFalse();
        // The candidate is there and runs: there is something to clear.
        (await CandidateStateAsync()).ShouldBe($"{sick} active");
        await SignalAsync(signal);
        // A runner's patience (runner ProcessInvoker.cs): who is not gone by then is killed, and that is no 130.
        if (await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(10), Cancel)) != running)
            await SignalAsync("KILL");
        var step = await running;

        step.ExitCode.ShouldBe(Cancelled, step.Log);
        step.Log.ShouldContain("✗ cancelled");
        (await LiveAsync()).ShouldBe(live);
        (await LiveStateAsync()).ShouldBe(state);
        step.Outputs["live-release"].ShouldBe(live);
        // Only what clients notice is done in time; the guard on the host does the rest.
        await Eventually.HoldsAsync(
            "the guard has cleared the candidate",
            async () => !(await CandidateStateAsync()).Contains(sick)
        );
        (await ContainersAsync()).ShouldBeEmpty();
    }

    private async Task<StepResult> UseAsync(
        string action,
        Dictionary<string, string> inputs,
        Action<string>? onLine = null
    )
    {
        inputs["ssh-key"] =
            inputs.GetValueOrDefault("ssh-key") ?? await bench.Key.ReadPrivateKeyAsync(Cancel);
        if (action is ".")
            inputs["action"] = "deploy-slot";
        return await new ActionRun(await ActionImage.TagAsync(Cancel), bench.Workspace).UseAsync(
            action,
            inputs,
            Cancel,
            onLine
        );
    }

    private Dictionary<string, string> Inputs(string release) =>
        new()
        {
            ["environment"] = "production",
            ["release"] = release,
            ["path"] = release,
            ["env-file"] = bench.EnvFile,
            ["confirm"] = "self",
        };

    /// <summary>A container reaches the VPS by its own address, and so does this machine.</summary>
    private async Task SetUpAsync()
    {
        if (!(await LiveAsync()).StartsWith("status "))
            return;
        await bench.WriteManifestAsync(manifest =>
            manifest
                .Replace($"http://127.0.0.1:{bench.Vps.SitePort}", $"http://{bench.Vps.Address}")
                .Replace(
                    $"address: 127.0.0.1, port: {bench.Vps.SshPort}",
                    $"address: {bench.Vps.Address}"
                )
                // So that the gate cannot end by itself before a signal does it.
                .Replace("deadline: 10s", "deadline: 60s")
        );
        await bench.SetUpWithAsync("first");
    }

    private Task<string> LiveAsync() => bench.ReleaseAtSiteAsync();

    /// <summary>The flag, and the very process behind the live slot.</summary>
    private Task<string> LiveStateAsync() =>
        bench.Vps.ShellAsync(
            $"""
            cd {Root}
            live=blue; [ ! -f live/green ] || live=green
            echo "$live $(readlink slots/$live)"
            systemctl show -p MainPID,InvocationID,NRestarts tsh_erp-$live
            """,
            Cancel
        );

    private Task<string> CandidateStateAsync() =>
        bench.Vps.ShellAsync(
            $"""
            cd {Root}
            idle=green; [ ! -f live/green ] || idle=blue
            echo "$(basename "$(readlink slots/$idle/release)") $(systemctl is-active tsh_erp-$idle)"
            """,
            Cancel
        );

    /// <summary>As a runner does it: to the client, which passes it on to the container.</summary>
    private async Task SignalAsync(string signal)
    {
        var client = Directory
            .EnumerateDirectories("/proc")
            .Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]))
            .Single(process =>
                ReadArguments(process) is [_, "run", "--name", var name, ..] arguments
                && name.StartsWith("tsh-step-")
                && arguments.Contains($"{bench.Workspace}:/github/workspace")
            );
        var sent = await ChildProcess.RunAsync(
            "sh",
            ["-c", $"kill -{signal} {Path.GetFileName(client)}"],
            Cancel
        );
        sent.Succeeded.ShouldBeTrue(sent.Error);
    }

    private static string[] ReadArguments(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static async Task<string> ContainersAsync()
    {
        var ours = $"label=sh.tsh.rig.owner={Environment.ProcessId}";
        return await DockerCli.RequireAsync(
            ["ps", "-aq", "--filter", "name=tsh-step-", "--filter", ours],
            Cancel
        );
    }

    /// <summary>The container is root, the runner's next step is not: it must read the report, and clean up after us.</summary>
    private async Task ReadAndDeleteAsSomebodyElseAsync(string report, string release)
    {
        var path = Path.Combine(bench.Workspace, report);
        File.SetUnixFileMode(
            bench.Workspace,
            UnixFileMode.UserRead
                | UnixFileMode.UserWrite
                | UnixFileMode.UserExecute
                | UnixFileMode.GroupExecute
                | UnixFileMode.OtherExecute
        );
        string[] nobody = Environment.UserName is "root"
            ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
            : [];
        string[] command = [.. nobody, "sh", "-c", "cat \"$0\" && rm \"$0\"", path];

        var read = await ChildProcess.RunAsync(command[0], command[1..], Cancel);

        read.ExitCode.ShouldBe(0, read.Error);
        JsonDocument
            .Parse(read.Output)
            .RootElement.GetProperty("outputs")
            .GetProperty("live-release")
            .GetString()
            .ShouldBe(release);
        File.Exists(path).ShouldBeFalse();
    }
}
