namespace TshActions.Core.Alembic.Python;

/// <summary>One statement with the block that hangs on it.</summary>
/// <param name="Keyword">`def`, `if`, `for`, `with`, `raise`, …; empty for an expression or an assignment.</param>
/// <param name="Name">Of a function or a class.</param>
/// <param name="Targets">The names assigned to.</param>
/// <param name="Value">What is assigned, called, raised, or asked in a block's head; null where there is none.</param>
/// <param name="Imports">The names brought in, each with what it stands for.</param>
public sealed record Statement(
    string Keyword,
    Token At,
    string Name,
    IReadOnlyList<string> Targets,
    Expression? Value,
    IReadOnlyList<(string Name, string Path)> Imports,
    IReadOnlyList<Statement> Body
)
{
    public int Line => At.Line;
}
