using TshActions.Core.Releases;
using TshActions.Core.Slots;
using TshActions.Releases;

namespace TshActions.RigTests.Host;

/// <summary>What the helper prints is what stands there, and decision and removal agree about it.</summary>
public sealed class InventoryTests
{
    public static TheoryData<string> Shells => PruneTests.Shells;

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task Everything_that_decides_is_told(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.OpenEntryAsync("d4", "r4");
        await host.ShellAsync(
            $"""
            cd {host.Root}
            : >live/green
            echo why >bad/r0
            mkdir 'releases/two words' releases/.hidden releases/.up.part deployments/broken
            mkdir "deployments/$(printf 'd8\nslot green d8')"
            printf 'tsh-journal 1\nkind deploy\ndeployment d1\noutcome confirmed\nended 1763787104\nend 1 2\n' >journal/closed/1-d1
            printf 'tsh-journal 1\nkind rollback\ndeployment d1\noutcome rolled-back\nended 1763787204\nend 1 2\n' >journal/closed/2-d1
            printf 'tsh-journal 1\nkind deploy\ndeployment d2\n' >journal/closed/3-d2
            : >journal/closed/4-d3
            printf 'kind deploy\ndeployment d3\noutcome reverted\nended 1763787304\n' >journal/closed/5-d3
            """
        );

        var seen = await SeeAsync(host);

        seen.Live.ShouldBe(Slot.Green);
        seen.Pointers.ShouldBe(
            [
                new SlotPointer(Slot.Blue, false, "d3"),
                new SlotPointer(Slot.Green, false, "d2"),
                new SlotPointer(Slot.Green, true, "d1"),
            ],
            ignoreOrder: true
        );
        seen.Deployments.ShouldBe(
            [new("broken", null), new("d1", "r1"), new("d2", "r2"), new("d3", "r3")],
            ignoreOrder: true
        );
        seen.Releases.ShouldBe(["r1", "r2", "r3"], ignoreOrder: true);
        seen.Bad.ShouldBe(["r0"]);
        seen.Open.ShouldBe(new OpenEntry.About("d4", "r4"));
        seen.Closed.ShouldBe(
            [
                new(1763787104, "d1", true),
                new(1763787204, "d1", true),
                new(1763787304, "d3", false),
            ],
            ignoreOrder: true
        );
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Shells))]
    public async Task A_torn_journal_is_told_as_unreadable(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        (await SeeAsync(host)).Open.ShouldBe(new OpenEntry.None());
        await host.OpenEntryAsync("d4", "r4");
        await host.ShellAsync($"sed -i 2d {host.Root}/journal/open");

        (await SeeAsync(host)).Open.ShouldBe(new OpenEntry.Unreadable());
    }

    [Theory(Timeout = 240_000)]
    [MemberData(nameof(Shells))]
    public async Task Thousands_of_leftovers_are_told_decided_and_removed(string shell)
    {
        using var host = await KeptFolder.MakeAsync(shell);
        await host.ShellAsync(
            $$"""
            cd {{host.Root}}
            n=10000; while [ $n -lt 11000 ]; do
                mkdir releases/f$n deployments/20251114T120000Z-f$n
                ln -s ../../releases/f$n deployments/20251114T120000Z-f$n/release
                n=$((n + 1))
            done
            """
        );

        var plan = Retention.Decide(await SeeAsync(host), 3);
        plan.Remove.Count.ShouldBe(2_000);
        var ran = await host.PruneAsync(
            string.Concat(plan.Remove.Select(removal => removal.Line + "\n"))
        );

        ran.ExitCode.ShouldBe(0);
        ran.Output.Split('\n').Count(line => line.StartsWith("removed ")).ShouldBe(2_000);
        host.Names("deployments").ShouldBe(["d1", "d2", "d3"]);
        host.Names("releases").ShouldBe(["r1", "r2", "r3"]);
    }

    private static async Task<HostInventory> SeeAsync(KeptFolder host)
    {
        var ran = await host.HelpAsync("inventory", host.Root);
        (ran.ExitCode, ran.Error).ShouldBe((0, ""));
        return Inventory.Read(ran.Output);
    }
}
