namespace TshActions.Core.Gates;

/// <summary>What a gate found (the words of IETF health+json, plus Argo's Inconclusive).</summary>
public enum Verdict
{
    Pass,
    Warn,
    Fail,
    Inconclusive,
}

/// <summary>What should follow from a verdict.</summary>
public enum GateAction
{
    /// <summary>The release may go on.</summary>
    Promote,

    /// <summary>Before the switch: the slot must not take traffic.</summary>
    Block,

    /// <summary>After the switch: keep both slots and call a person.</summary>
    Hold,

    /// <summary>After the switch: the previous release gets the traffic back.</summary>
    Rollback,
}

/// <summary>A gate's answer to the ticks it has seen so far.</summary>
public abstract record Judgement
{
    /// <summary>Not enough seen yet.</summary>
    public sealed record KeepWatching(string Progress) : Judgement;

    /// <param name="Tick">The number of the tick that decided, counted from 1; 0 when there was none.</param>
    public sealed record Decided(Verdict Verdict, GateAction Action, string Reason, int Tick)
        : Judgement
    {
        /// <summary>Whether both slots fail together, so that going back could not mend it.</summary>
        public bool Shared { get; init; }
    }
}
