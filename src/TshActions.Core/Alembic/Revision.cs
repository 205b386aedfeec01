namespace TshActions.Core.Alembic;

/// <summary>One step of the schema, as its file says it.</summary>
/// <param name="Down">The revisions before it: none of a base, several of a merge.</param>
/// <param name="DownKnown">False where only Python knows them.</param>
/// <param name="DependsOn">Ids or labels of revisions in other branches that must come first.</param>
/// <param name="Message">The first paragraph of the docstring.</param>
public sealed record Revision(
    string Id,
    string Path,
    IReadOnlyList<string> Down,
    bool DownKnown,
    IReadOnlyList<string> DependsOn,
    IReadOnlyList<string> BranchLabels,
    string Message,
    RevisionLines Lines,
    Body Upgrade,
    Body Downgrade,
    Declaration? Declared
)
{
    public bool IsMerge => Down.Count > 1;
}

/// <summary>Where each was said; 0 where it was not.</summary>
public sealed record RevisionLines(int Id, int Down, int DependsOn, int BranchLabels, int Message);

/// <summary>What `upgrade` or `downgrade` does.</summary>
/// <param name="Line">Of its `def`; 0 where there is none.</param>
public sealed record Body(BodyForm Form, int Line, IReadOnlyList<Operation> Operations)
{
    public static Body Missing { get; } = new(BodyForm.Missing, 0, []);
}

public enum BodyForm
{
    Missing,

    /// <summary>`pass`, a docstring, nothing that acts.</summary>
    Empty,

    /// <summary>It refuses: `raise NotImplementedError`.</summary>
    Raises,
    Acts,
}
