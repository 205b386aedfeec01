using TshActions.Core.Releases;

namespace TshActions.Core.Slots;

/// <summary>The closed set of steps a plan may hold, in the words a person reads.</summary>
public abstract record Step
{
    public abstract string Title { get; }

    /// <summary>Whether carrying the step out changes anything on the host.</summary>
    public virtual bool Changes => true;

    public sealed record Upload(ReleaseId Release) : Step
    {
        public override string Title => $"Upload release {Release}";
    }

    public sealed record Prepare(Slot Slot, ReleaseId Release) : Step
    {
        public override string Title => $"Prepare {Slot.Name} with {Release}";
    }

    public sealed record Migrate(string Command) : Step
    {
        public override string Title => $"Migrate: {Command}";
    }

    public sealed record Start(Slot Slot) : Step
    {
        public override string Title => $"Start {Slot.Name}";
    }

    public sealed record GateBeforeSwitch(Slot Slot) : Step
    {
        public override string Title => $"Gate {Slot.Name} before the switch";
        public override bool Changes => false;
    }

    public sealed record CheckWarm(Slot Slot) : Step
    {
        public override string Title => $"Check that {Slot.Name} is warm and well";
        public override bool Changes => false;
    }

    public sealed record Switch(Slot From, Slot To) : Step
    {
        public override string Title => $"Switch {From.Name} → {To.Name}";
    }

    public sealed record Prove(Slot Slot, ReleaseId Release) : Step
    {
        public override string Title => $"Prove that the site answers with {Release}";
        public override bool Changes => false;
    }

    public sealed record Drain(Slot Slot) : Step
    {
        public override string Title => $"Drain {Slot.Name}";
        public override bool Changes => false;
    }
}
