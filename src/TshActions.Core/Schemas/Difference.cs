namespace TshActions.Core.Schemas;

/// <summary>One attribute, or one whole thing, that is not the same on two sides.</summary>
/// <param name="Attribute">Null for a thing that only one side has.</param>
/// <param name="Before">On the reference side; null where it is missing.</param>
/// <param name="After">On the side looked at; null where it is missing.</param>
/// <param name="Like">How far the two differ in meaning.</param>
public sealed record Difference(
    FactId Id,
    string? Attribute,
    string? Before,
    string? After,
    Likeness Like = Likeness.Other
)
{
    public Change Change =>
        Attribute is not null ? Change.Changed
        : Before is null ? Change.Extra
        : Change.Missing;
}

/// <summary>Seen from the reference: something is missing there, is extra, or is another.</summary>
public enum Change
{
    Missing,
    Extra,
    Changed,
}

/// <summary>Whether two texts mean the same although they are not the same.</summary>
public enum Likeness
{
    Other,

    /// <summary>The same but for white space.</summary>
    Whitespace,

    /// <summary>The same expression, deparsed in two ways.</summary>
    Equivalent,
}
