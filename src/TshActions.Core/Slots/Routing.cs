namespace TshActions.Core.Slots;

/// <summary>What nginx says about the app's traffic. nginx is the only authority for which slot is live.</summary>
public abstract record Routing
{
    /// <summary>Every new request goes to <paramref name="Slot"/>.</summary>
    public sealed record To(Slot Slot) : Routing;

    /// <summary>nginx reads no site of this app that knows the two slots.</summary>
    public sealed record NotSetUp(string Reason) : Routing;

    /// <summary>nginx would refuse its own configuration now, before anything of ours was touched.</summary>
    public sealed record Broken(string Message) : Routing;

    /// <summary>nginx does not run. Its files name <paramref name="Slot"/>, but nobody can be asked for proof.</summary>
    public sealed record Down(Slot? Slot) : Routing;

    /// <summary>Its files name <paramref name="OnDisk"/>, or no slot at all, and its workers began before that was written.</summary>
    public sealed record Disagrees(Slot? OnDisk, string App, string Environment) : Routing;

    /// <summary>nginx remembers for <paramref name="Valid"/> whether the flag file is there, so a switch waits for that.</summary>
    public sealed record Remembered(Slot Slot, string Setting, string Valid) : Routing;
}
