namespace TshActions.Core.Schemas.Weights;

/// <summary>How much a difference weighs, by what it does to the service: security and data first, looks last.</summary>
public sealed record Weight(Severity Severity, string Why)
{
    /// <param name="difference">Seen from what is held to be right.</param>
    public static Weight Of(Difference difference) =>
        difference.Like switch
        {
            Likeness.Equivalent => new(Severity.Info, "the same meaning in other words"),
            Likeness.Whitespace => new(Severity.Low, "only white space differs"),
            Likeness.Other => difference.Change switch
            {
                Change.Missing => WholeWeights.Of(difference.Id, difference.Before!),
                Change.Extra => WholeWeights.OfExtra(difference.Id, difference.After!),
                Change.Changed => AttributeWeights.Of(difference),
            },
        };
}
