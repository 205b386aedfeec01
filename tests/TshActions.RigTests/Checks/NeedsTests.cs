using TshActions.Checks;
using TshActions.Core.Checks;
using TshActions.Core.Slots;

namespace TshActions.RigTests.Checks;

/// <summary>Disks, ports and commands of the team's, asked at the host: well and not.</summary>
[Collection(FactsCollection.Name)]
public sealed class NeedsTests(FactsHost rig)
{
    private const string Small = "/srv/small";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>G13 and G14.</summary>
    [Fact(Timeout = 300_000)]
    public async Task A_disk_is_told_when_its_space_or_its_inodes_run_out()
    {
        var checks = await rig.WithUnitsAsync();
        var disk = new Check.Disk(FactsHost.Common("disk"), Small, 0.8, 0.9);
        (await AskAsync(checks, disk)).ShouldBe((Finding.Error, "/srv/small is not on the host"));
        await rig.Vps.ShellAsync(
            $"mkdir -p {Small} && mount -t tmpfs -o size=10m,nr_inodes=1000 none {Small}",
            Cancel
        );
        try
        {
            (await AskAsync(checks, disk)).Item1.ShouldBe(Finding.Passed);

            await rig.Vps.ShellAsync($"head -c 8500000 /dev/zero >{Small}/file", Cancel);
            (await AskAsync(checks, disk)).ShouldBe(
                (Finding.Warning, "/srv/small: space 81 % used, 80 % warns")
            );
            await rig.Vps.ShellAsync($"head -c 9600000 /dev/zero >{Small}/file", Cancel);
            (await AskAsync(checks, disk)).Item1.ShouldBe(Finding.Failed);

            await rig.Vps.ShellAsync(
                $"rm {Small}/file; seq 1500 | (cd {Small} && xargs touch 2>/dev/null); true",
                Cancel
            );
            (await AskAsync(checks, disk)).ShouldBe(
                (Finding.Failed, "/srv/small: inodes 100 % used, 90 % fails")
            );
        }
        finally
        {
            await rig.Vps.ShellAsync($"umount {Small} && rmdir {Small}", Cancel);
        }
    }

    [Theory(Timeout = 300_000)]
    [InlineData("redis-server", "127.0.0.1", 6379, "redis-cli ping | grep -x PONG")]
    [InlineData("postgresql@15-main", "127.0.0.1", 5432, "pg_isready -h 127.0.0.1 -t 3")]
    public async Task A_server_that_runs_passes_and_one_that_was_stopped_fails(
        string unit,
        string address,
        int port,
        string command
    )
    {
        var checks = await rig.WithUnitsAsync();
        var tcp = new Check.Tcp(FactsHost.Common("port"), address, port);
        var exec = new Check.Exec(FactsHost.Common("asked"), command);
        (await AskAsync(checks, tcp)).ShouldBe(
            (Finding.Passed, $"{address}:{port} takes connections")
        );
        (await AskAsync(checks, exec)).ShouldBe((Finding.Passed, "exit code 0"));

        await rig.Vps.ShellAsync($"systemctl stop {unit}", Cancel);
        try
        {
            (await AskAsync(checks, tcp)).ShouldBe(
                (Finding.Failed, $"{address}:{port} refused the connection")
            );
            (await AskAsync(checks, exec)).Item1.ShouldBe(Finding.Failed);
        }
        finally
        {
            await rig.Vps.ShellAsync($"systemctl start {unit}", Cancel);
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task A_port_nobody_answers_at_is_given_up_and_a_name_nobody_knows_is_an_error()
    {
        var checks = await rig.WithUnitsAsync();
        await rig.Vps.ShellAsync("iptables -I INPUT -p tcp --dport 6399 -j DROP", Cancel);
        try
        {
            var silent = new Check.Tcp(FactsHost.Common("silent"), "127.0.0.1", 6399);
            (
                await checks.AskAsync(silent, Slot.Green, TimeSpan.FromSeconds(2), Cancel)
            ).Result.Detail.ShouldBe("127.0.0.1:6399 gave no answer within 2 s");
        }
        finally
        {
            await rig.Vps.ShellAsync("iptables -D INPUT -p tcp --dport 6399 -j DROP", Cancel);
        }

        var unknown = new Check.Tcp(FactsHost.Common("unknown"), "no.such.host.invalid", 80);
        (await AskAsync(checks, unknown)).Item1.ShouldBe(Finding.Error);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_command_has_the_environment_of_what_the_slot_holds_and_its_words_are_foreign()
    {
        var checks = await rig.WithUnitsAsync();

        var answered = await checks.AskAsync(
            new Check.Exec(FactsHost.Common("greets"), "echo \"$GREETING\"; exit 3"),
            Slot.Green,
            TimeSpan.FromSeconds(10),
            Cancel
        );
        answered.Result.ShouldBe(new CheckResult("greets", Finding.Failed, "exit code 3"));
        answered.Foreign.ShouldHaveSingleItem().Text.ShouldBe("hello from d1");

        (
            await AskAsync(checks, new Check.Exec(FactsHost.Common("none"), "no-such-command"))
        ).ShouldBe((Finding.Error, "exit code 127: the command is not there, or may not be run"));
        (
            await checks.AskAsync(
                new Check.Exec(FactsHost.Common("long"), "sleep 100"),
                Slot.Green,
                TimeSpan.FromSeconds(1),
                Cancel
            )
        ).Result.ShouldBe(
            new CheckResult("long", Finding.Failed, "it took longer than 1 s and was ended")
        );
        (
            await checks.AskAsync(
                new Check.Exec(FactsHost.Common("idle"), "true"),
                Slot.Blue,
                TimeSpan.FromSeconds(10),
                Cancel
            )
        ).Result.ShouldBe(new CheckResult("idle", Finding.Error, "blue holds no deployment"));
    }

    private static async Task<(Finding, string)> AskAsync(HostChecks checks, Check check)
    {
        var answered = await checks.AskAsync(check, Slot.Green, TimeSpan.FromSeconds(10), Cancel);
        return (answered.Result.Finding, answered.Result.Detail);
    }
}
