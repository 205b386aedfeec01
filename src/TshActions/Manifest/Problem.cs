namespace TshActions.Manifest;

/// <summary>One thing wrong with the manifest: where, what with which value, and how to mend it.</summary>
/// <param name="Line">Counted from 1, like editors and GitHub annotations do.</param>
/// <param name="Column">Counted from 1.</param>
public sealed record Problem(int Line, int Column, string What, string Fix)
{
    public string Text(string file) => $"{file}:{Line}:{Column}: {What}. {Fix}";
}
