namespace TshActions.Core.Slots;

/// <summary>One of the two places a release can run in on a host.</summary>
public enum Slot
{
    Blue,
    Green,
}

public static class SlotNames
{
    extension(Slot slot)
    {
        public Slot Other => slot is Slot.Blue ? Slot.Green : Slot.Blue;

        public string Name => slot is Slot.Blue ? "blue" : "green";
    }
}
