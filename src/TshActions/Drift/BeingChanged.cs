namespace TshActions.Drift;

/// <summary>Somebody alters the schema while it is read.</summary>
/// <param name="sign">What shows it.</param>
internal sealed class BeingChanged(string sign)
    : Exception($"its schema is being changed at this moment: {sign}");
