namespace TshActions.Core.Gates.Rules;

/// <summary>What one rule has to say, for a person: value, limit, and how many samples it rests on.</summary>
/// <param name="Rule">In the words of the manifest: `error-rate`, `degradation`, a check's name.</param>
/// <param name="Tick">At which it came up, counted from 1; 0: at the end.</param>
public sealed record Reason(string Rule, Gravity Gravity, string Text, int Tick);

/// <summary>What a reason weighs; the later, the heavier.</summary>
public enum Gravity
{
    /// <summary>Worth knowing: "not shown", a dry run.</summary>
    Note,
    Warn,

    /// <summary>Too little was measured to say.</summary>
    Inconclusive,

    /// <summary>Both slots fail together: going back cannot mend it.</summary>
    Shared,

    /// <summary>The release is at fault.</summary>
    Fail,
}
