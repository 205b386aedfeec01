using TshActions.Core.Releases;

namespace TshActions.Core.Slots;

/// <summary>
/// The closed set of steps a plan may hold, in the words a person reads. Several hosts take each <see cref="Stage"/>
/// together: none goes on before all are there.
/// </summary>
public abstract record Step(Stage Stage)
{
    public abstract string Title { get; }

    /// <summary>The command that carries the step out on the host, or null for a step that only looks.</summary>
    public virtual string? Command => null;

    public bool Changes => Command is not null;

    public sealed record Arm(ReleaseId Release) : Step(Stage.Arm)
    {
        public override string Title => $"Open the journal for {Release}, and set the guard";
        public override string Command => "begin";
    }

    public sealed record Upload(ReleaseId Release) : Step(Stage.Upload)
    {
        public override string Title => $"Upload release {Release}";
        public override string Command => "upload";
    }

    public sealed record Prepare(Slot Slot, ReleaseId Release) : Step(Stage.Prepare)
    {
        public override string Title => $"Prepare {Slot.Name} with {Release}";
        public override string Command => "occupy";
    }

    public sealed record Backup(ReleaseId Release) : Step(Stage.Backup)
    {
        public override string Title => $"Back up the database before {Release}";
        public override string Command => "backup";
    }

    public sealed record Migrate(string With) : Step(Stage.Migrate)
    {
        public override string Title => $"Migrate: {With}";
        public override string Command => "migrate";
    }

    public sealed record Start(Slot Slot) : Step(Stage.Start)
    {
        public override string Title => $"Start {Slot.Name}";
        public override string Command => "start";
    }

    public sealed record GateBeforeSwitch(Slot Slot) : Step(Stage.Gate)
    {
        public override string Title => $"Gate {Slot.Name} before the switch";
    }

    public sealed record CheckWarm(Slot Slot) : Step(Stage.Gate)
    {
        public override string Title => $"Check that {Slot.Name} is warm and well";
    }

    public sealed record Switch(Slot From, Slot To) : Step(Stage.Switch)
    {
        public override string Title => $"Switch {From.Name} → {To.Name}";
        public override string Command => "switch";
    }

    public sealed record Prove(Slot Slot, ReleaseId Release) : Step(Stage.Prove)
    {
        public override string Title => $"Prove that the site answers with {Release}";
    }

    public sealed record Settle(Slot Slot, string Singletons) : Step(Stage.Settle)
    {
        public override string Title => $"Move {Singletons} to {Slot.Name}";
        public override string Command => "settle";
    }

    public sealed record Drain(Slot Slot) : Step(Stage.Drain)
    {
        public override string Title => $"Drain {Slot.Name}";
    }

    /// <summary>The release stays: nothing takes it back by itself any more.</summary>
    public sealed record Confirm(ReleaseId Release) : Step(Stage.Confirm)
    {
        public override string Title => $"Confirm {Release}";
        public override string Command => "confirm";
    }

    /// <summary>The release is live, and the host takes it back unless health-gate confirms it in time.</summary>
    /// <param name="Stays">Silence keeps it instead: the release before does not fit the migrated database.</param>
    public sealed record HandOver(ReleaseId Release, TimeSpan Within, bool Stays = false)
        : Step(Stage.Confirm)
    {
        public override string Title =>
            Stays
                ? $"Leave {Release} to health-gate; nothing takes it back by itself, for its migrations are not backward compatible"
                : $"Leave {Release} to health-gate; {Within.TotalSeconds:0} s of silence take it back";
        public override string Command => "park";
    }

    /// <summary>Old releases go; the live, the warm and the last good ones stay.</summary>
    public sealed record Prune(int Kept) : Step(Stage.Prune)
    {
        public override string Title => $"Remove releases beyond the last {Kept} good ones";
        public override string Command => "prune";
    }

    /// <summary>The end of a rehearsal: the slot is given back without ever having been live.</summary>
    public sealed record Clear(Slot Slot) : Step(Stage.Confirm)
    {
        public override string Title => $"Give {Slot.Name} back what it held";
        public override string Command => "resolve";
    }
}

/// <summary>What all hosts of an environment do together, in this order.</summary>
public enum Stage
{
    Arm,
    Upload,
    Prepare,
    Backup,
    Migrate,
    Start,
    Gate,
    Switch,
    Prove,
    Settle,
    Drain,
    Confirm,
    Prune,
}
