namespace TshActions.Core.Preflight;

/// <summary>What was found where one line was looked into, before its weight is known.</summary>
public abstract record RowFinding(string Evidence)
{
    /// <summary>Lines of the checkout it is about, for annotations.</summary>
    public IReadOnlyList<RowPlace> Places { get; init; } = [];

    public sealed record Good(string Evidence) : RowFinding(Evidence);

    public sealed record Bad(string Evidence, string Fix) : RowFinding(Evidence);

    /// <summary>It could not be looked into. No data is never a pass.</summary>
    public sealed record Blind(string Evidence, string Fix) : RowFinding(Evidence);

    /// <summary>Another run will do it: there is nothing to fail, and nothing to do.</summary>
    public sealed record Superseded(string Evidence) : RowFinding(Evidence);

    /// <summary>Only a person can tell.</summary>
    public sealed record Manual(string Evidence) : RowFinding(Evidence);
}

/// <summary>A line of a file in the checkout, and what is wrong with it.</summary>
/// <param name="Line">From 1.</param>
public sealed record RowPlace(string Path, int Line, string What);
