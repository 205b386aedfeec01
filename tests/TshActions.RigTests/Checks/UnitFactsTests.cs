using TshActions.Checks;
using TshActions.Core.Checks;
using TshActions.Core.Slots;

namespace TshActions.RigTests.Checks;

/// <summary>Processes and logs of slots that are units, well and not.</summary>
[Collection(FactsCollection.Name)]
public sealed class UnitFactsTests(FactsHost rig)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_unit_that_runs_passes_and_one_that_restarts_or_is_started_anew_fails()
    {
        var checks = await rig.WithUnitsAsync();
        await rig.StartUnitAsync(Slot.Green);
        (await ProcessAsync(checks)).ShouldBe(
            (Finding.Passed, "web is active (running), result success, never restarted")
        );

        await rig.Vps.ShellAsync($"systemctl restart {FactsHost.Unit(Slot.Green)}", Cancel);
        (await ProcessAsync(checks)).ShouldBe(
            (
                Finding.Failed,
                "web is active (running), result success, never restarted, but was started anew since it was first looked at"
            )
        );

        await rig.DieAsync(Slot.Green);
        await rig.ShowsAsync(Slot.Green, "NRestarts", "1");
        await rig.ShowsAsync(Slot.Green, "SubState", "running");
        (await ProcessAsync(checks)).ShouldBe(
            (Finding.Failed, "web is active (running), result success, restarted once")
        );
    }

    [Fact(Timeout = 300_000)]
    public async Task A_unit_that_failed_and_one_in_a_crash_loop_fail_and_one_that_is_not_there_is_an_error()
    {
        var checks = await rig.WithUnitsAsync();
        (await ProcessAsync(checks)).Item1.ShouldBe(Finding.Error);

        await rig.StartUnitAsync(Slot.Green, "--property=Restart=no", "--remain-after-exit");
        await rig.DieAsync(Slot.Green);
        await rig.ShowsAsync(Slot.Green, "ActiveState", "failed");
        (await ProcessAsync(checks)).ShouldBe(
            (Finding.Failed, "web is failed (failed), result exit-code, never restarted")
        );

        checks = await rig.WithUnitsAsync();
        await rig.StartUnitAsync(Slot.Green, "--property=RestartSec=100");
        await rig.DieAsync(Slot.Green);
        await rig.ShowsAsync(Slot.Green, "SubState", "auto-restart");
        (await ProcessAsync(checks)).ShouldBe(
            (Finding.Failed, "web is activating (auto-restart), result exit-code, never restarted")
        );
    }

    [Fact(Timeout = 300_000)]
    public async Task A_log_is_that_of_this_start_and_an_exception_is_one_error()
    {
        var checks = await rig.WithUnitsAsync();
        (await LogAsync(checks)).Item1.ShouldBe(Finding.Inconclusive);

        await rig.StartUnitAsync(Slot.Green);
        await rig.SayAsync(Slot.Green, Words.Traceback);
        var bad = await checks.AskAsync(Words.Logs(), Slot.Green, TimeSpan.FromSeconds(5), Cancel);
        (bad.Result.Finding, bad.Result.Detail.Split(" in ")[0]).ShouldBe(
            (Finding.Failed, "web: 1 error")
        );
        bad.Foreign.ShouldHaveSingleItem().Text.ShouldBe("ERROR:erp:price list lookup failed");

        (await LogAsync(checks, "no price list for")).Item1.ShouldBe(Finding.Passed);
        (await LogAsync(checks, "another text")).Item1.ShouldBe(Finding.Failed);

        // The run before this one is not held against it.
        await rig.Vps.ShellAsync($"systemctl restart {FactsHost.Unit(Slot.Green)}", Cancel);
        await rig.SayAsync(Slot.Green, "all is well");
        (await LogAsync(checks)).ShouldBe(
            (Finding.Passed, "web: no error in 3 lines since the start")
        );
    }

    [Fact(Timeout = 300_000)]
    public async Task A_log_that_is_empty_and_one_that_may_not_be_read_show_nothing()
    {
        var checks = await rig.WithUnitsAsync();
        await rig.StartUnitAsync(Slot.Green, "--property=StandardOutput=null");
        (await LogAsync(checks)).ShouldBe(
            (
                Finding.Inconclusive,
                "web: its log is empty since the start, so nothing can be said of it"
            )
        );

        // A host that was set up before set-up knew of it; `nobody` is in no group.
        var said = await rig.Vps.ShellAsync(
            $"su -s /bin/sh nobody -c '{Images.ImageHost.HelperPath} log {FactsHost.Root} green 100'",
            Cancel
        );
        said.ShouldBe(
            "unseen - nobody may not read the journal: run `tsh setup` again, it puts the user into the group systemd-journal"
        );
    }

    [Fact(Timeout = 300_000)]
    public async Task A_priority_of_journald_is_an_error_by_itself_and_colours_hide_none()
    {
        var checks = await rig.WithUnitsAsync();
        await rig.StartUnitAsync(Slot.Green);
        await rig.SayAsync(Slot.Green, "<3>the disk went away\n<6>it came back");
        await rig.SayAsync(Slot.Green, "\u001b[31mERROR\u001b[0m: in red");

        var (finding, detail) = await LogAsync(checks);

        finding.ShouldBe(Finding.Failed);
        detail.ShouldStartWith("web: 2 errors in ");
    }

    private static async Task<(Finding, string)> ProcessAsync(HostChecks checks) =>
        Plain(
            await checks.AskAsync(
                new Check.Process(FactsHost.Common("process")),
                Slot.Green,
                TimeSpan.FromSeconds(5),
                Cancel
            )
        );

    private static async Task<(Finding, string)> LogAsync(
        HostChecks checks,
        params string[] allow
    ) =>
        Plain(
            await checks.AskAsync(Words.Logs(allow), Slot.Green, TimeSpan.FromSeconds(5), Cancel)
        );

    private static (Finding, string) Plain(Answered answered) =>
        (answered.Result.Finding, answered.Result.Detail);
}
