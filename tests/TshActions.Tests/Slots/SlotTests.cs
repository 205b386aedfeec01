using TshActions.Core.Slots;

namespace TshActions.Tests.Slots;

public class SlotTests
{
    [Theory]
    [InlineData(Slot.Blue, Slot.Green, "blue")]
    [InlineData(Slot.Green, Slot.Blue, "green")]
    public void Each_slot_knows_its_name_and_the_other(Slot slot, Slot other, string name)
    {
        slot.Other.ShouldBe(other);
        slot.Name.ShouldBe(name);
    }

    [Fact]
    public void A_slot_says_what_it_holds_and_whether_it_runs()
    {
        HostStates.Holding(Slot.Blue, HostStates.Old).ToString().ShouldBe("blue (2025.11.14)");
        HostStates
            .Holding(Slot.Blue, HostStates.Old, running: false)
            .ToString()
            .ShouldBe("blue (2025.11.14, stopped)");
        SlotState.Empty(Slot.Green).ToString().ShouldBe("green (empty)");
    }

    [Fact]
    public void Two_looks_at_an_unchanged_host_are_equal() =>
        HostStates.BlueLive().ShouldBe(HostStates.BlueLive());
}
