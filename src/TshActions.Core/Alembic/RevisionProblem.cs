namespace TshActions.Core.Alembic;

/// <summary>One thing wrong with the revision files: where, what with which value, and how to mend it.</summary>
/// <param name="Line">Counted from 1, like editors and GitHub annotations do.</param>
/// <param name="Column">Counted from 1.</param>
/// <param name="Value">As it stands there; empty where something is missing.</param>
public sealed record RevisionProblem(
    string Path,
    int Line,
    int Column,
    string What,
    string Value,
    string Fix
)
{
    public string Text =>
        $"{Path}:{Line}:{Column}: {What}{(Value.Length > 0 ? $": `{Value}`" : "")}. {Fix}";
}
