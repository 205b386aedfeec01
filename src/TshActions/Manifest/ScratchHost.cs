namespace TshActions.Manifest;

/// <summary>Where migrations are run on a PostgreSQL of their own, to know what they alone would make.</summary>
public enum ScratchHost
{
    Staging,
    Production,

    /// <summary>Nowhere: the two sides are compared with each other only.</summary>
    None,
}
