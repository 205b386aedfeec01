using TshActions.Rig.Erp;
using TshActions.Rig.Runner;

namespace TshActions.RigTests.Deploy;

/// <summary>Whatever ends a deployment early: v2 is live and v1 warm, as before.</summary>
public sealed class AbortTests(WarmHost host) : IClassFixture<WarmHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Workbench Bench => host.Bench;

    [Fact]
    public async Task A_migration_that_raises()
    {
        var release = await Bench.BuildReleaseAsync("raises");
        await File.WriteAllTextAsync(
            Path.Combine(release.Folder, "migrations", "versions", "0003_raises.py"),
            """
            revision = "0003"
            down_revision = "0002"


            def upgrade() -> None:
                raise RuntimeError("this column is not for sale")

            """,
            Cancel
        );

        var aborted = await AbortedAsync("raises");

        aborted.Log.ShouldContain("✗ Migrate: alembic upgrade head");
        aborted.Log.ShouldContain("this column is not for sale");
        aborted.Log.ShouldNotContain("→ Start green\n", Case.Sensitive);
    }

    [Fact]
    public async Task A_release_that_crashes_at_start_is_told_with_its_last_log_lines()
    {
        await Bench.BuildReleaseAsync("crashes", new ErpSwitches { CrashAtStart = true });

        var aborted = await AbortedAsync("crashes");

        aborted.Log.ShouldContain("✗ Gate green before the switch");
        aborted.Log.ShouldContain("RuntimeError: ERP_CRASH_AT_START is on");
        aborted.Log.ShouldNotContain("Switch blue → green ·");
    }

    [Fact]
    public async Task A_release_that_never_gets_healthy()
    {
        await Bench.BuildReleaseAsync("never", new ErpSwitches { NeverHealthy = true });

        var aborted = await AbortedAsync("never");

        aborted.Log.ShouldContain("✗ Gate green before the switch");
        aborted.Log.ShouldContain("health: status 503, not 200");
        aborted.Log.ShouldNotContain("Switch blue → green ·");
    }

    [Fact]
    public async Task An_upload_that_cannot_be_unpacked()
    {
        const string inTheWay = "/var/lib/tsh/tsh-erp/production/releases/.torn.part";
        await Bench.BuildReleaseAsync("torn");
        await Bench.Vps.ShellAsync($"mkdir -p {inTheWay}/of-root", Cancel);

        var aborted = await AbortedAsync("torn");

        aborted.Log.ShouldContain("✗ Upload release torn");
        aborted.Log.ShouldContain("Permission denied");
    }

    [Fact]
    public async Task A_prepare_command_that_fails()
    {
        await Bench.BuildReleaseAsync("unprepared");

        var aborted = await AbortedAsync(
            "unprepared",
            manifest =>
                manifest.Replace(
                    "runtime:",
                    "release: { prepare: \"echo no wheels today >&2; exit 7\" }\nruntime:"
                )
        );

        aborted.Log.ShouldContain("✗ Prepare green with unprepared");
        aborted.Log.ShouldContain("no wheels today");
    }

    [Theory]
    [InlineData("→ Upload", "untouched")]
    [InlineData("→ Prepare", "untouched")]
    [InlineData("→ Migrate", "untouched")]
    [InlineData("→ Start", "untouched")]
    [InlineData("→ Gate", "untouched")]
    [InlineData("→ Switch blue", "untouched")]
    [InlineData("→ Prove", "switched back to")]
    [InlineData("→ Drain", "switched back to")]
    public async Task A_cancel_before_the_end(string when, string how)
    {
        await Bench.WriteManifestAsync(manifest => manifest);
        var name = $"cancelled-{when.Split(' ')[1].ToLowerInvariant()}";
        await Bench.BuildReleaseAsync(name);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var cancelled = await Bench.DeployAsync(
            name,
            line =>
            {
                if (line.StartsWith(when))
                    stop.Cancel();
            },
            stop.Token
        );

        cancelled.ExitCode.ShouldBe(130, cancelled.Log);
        cancelled.Log.ShouldContain("✗ cancelled");
        cancelled.Log.ShouldContain($"live   blue (v2), {how}");
        await WarmHost.ShouldBeAsBeforeAsync(Bench);
    }

    private async Task<TshResult> AbortedAsync(
        string release,
        Func<string, string>? manifest = null
    )
    {
        await WriteManifestAsync(manifest ?? (text => text));

        var aborted = await Bench.DeployAsync(release);

        aborted.ExitCode.ShouldBe(5, aborted.Log);
        aborted.Outputs["verdict"].ShouldBe("fail");
        aborted.Outputs["live-release"].ShouldBe("v2");
        await WarmHost.ShouldBeAsBeforeAsync(Bench);
        return aborted;
    }

    private Task WriteManifestAsync(Func<string, string> change) =>
        Bench.WriteManifestAsync(manifest =>
            // Time to boot on a busy machine: what it says then is what is looked for.
            change(manifest.Replace("deadline: 10s", "deadline: 8s"))
        );
}
