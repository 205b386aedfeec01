using TshActions.Core.Releases;
using TshActions.Core.Slots;
using TshActions.Releases;

namespace TshActions.Tests.Releases;

public class InventoryTests
{
    [Fact]
    public void What_the_host_printed_is_read_line_by_line()
    {
        var host = Inventory.Read(
            """
            live green
            slot green d2
            slot green.former d1
            slot blue d1
            journal good
            open.deployment d3
            open.release r3
            deployment d1
            deployment d2
            deployment d4
            holds d1 r1
            holds d2 r2
            release r1
            release r2
            bad r0
            closed 1763787104 deploy confirmed d1
            closed 1763787204 deploy reverted d2
            closed 1763787304 rollback rolled-back d1
            closed 1763787404 rollback aborted d2
            closed soon deploy confirmed d2

            """
        );

        host.Live.ShouldBe(Slot.Green);
        host.Pointers.ShouldBe([
            new SlotPointer(Slot.Green, false, "d2"),
            new SlotPointer(Slot.Green, true, "d1"),
            new SlotPointer(Slot.Blue, false, "d1"),
        ]);
        host.Open.ShouldBe(new OpenEntry.About("d3", "r3"));
        host.Deployments.ShouldBe([
            new HeldDeployment("d1", "r1"),
            new HeldDeployment("d2", "r2"),
            new HeldDeployment("d4", null),
        ]);
        host.Releases.ShouldBe(["r1", "r2"]);
        host.Bad.ShouldBe(["r0"]);
        host.Closed.ShouldBe([
            new ClosedEntry(1763787104, "d1", Good: true),
            new ClosedEntry(1763787204, "d2", Good: false),
            new ClosedEntry(1763787304, "d1", Good: true),
            new ClosedEntry(1763787404, "d2", Good: false),
        ]);
    }

    [Theory]
    [InlineData("journal none\nopen.deployment \nopen.release \n", "None")]
    [InlineData("journal damaged\n", "Unreadable")]
    [InlineData("journal newer\n", "Unreadable")]
    [InlineData("journal good\nopen.deployment d\nopen.release \n", "Unreadable")]
    [InlineData("", "Unreadable")]
    public void Only_a_journal_that_says_so_is_empty(string said, string kind) =>
        Inventory.Read(said).Open.GetType().Name.ShouldBe(kind);
}
