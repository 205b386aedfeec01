namespace TshActions.Core.Schemas.Reports;

/// <summary>What the migrations alone make of an empty database.</summary>
public abstract record Expectation
{
    /// <param name="Production">At production's revision.</param>
    /// <param name="Staging">At staging's revision.</param>
    /// <param name="Owner">Who ran them, and owns what they made.</param>
    /// <param name="Source">How they were asked.</param>
    public sealed record Known(Catalog Production, Catalog Staging, string Owner, string Source)
        : Expectation;

    /// <param name="Why">Why they could not be asked.</param>
    public sealed record Unknown(string Why) : Expectation;
}
