namespace TshActions.Core.Gates.Rules;

/// <summary>Whose fault one answer of the new slot is.</summary>
internal enum Answer
{
    Missing,
    Good,

    /// <summary>Wrong, and the old slot does better at this moment: another slot would help.</summary>
    Bad,

    /// <summary>Wrong, and so is the old slot's: the cause is shared.</summary>
    Shared,

    /// <summary>Another release answered: nothing was learned about this one.</summary>
    Stranger,
}
