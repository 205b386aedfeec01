using TshActions.Core.Alembic.Python;

namespace TshActions.Core.Alembic;

/// <summary>`upgrade` and `downgrade` of a file.</summary>
internal sealed class Bodies(
    string path,
    IReadOnlyList<Statement> file,
    Scope scope,
    IReadOnlyList<Flaw> flaws
)
{
    public Body Of(string name)
    {
        var found = file.LastOrDefault(statement =>
            (statement.Keyword is "def" && statement.Name == name)
            || statement.Targets.Contains(name)
            || statement.Imports.Any(import => import.Name == name)
        );
        if (found is null)
            return Body.Missing;
        if (found.Keyword is not "def")
            return new(
                BodyForm.Acts,
                found.Line,
                [Unknown(name, found.Line, "it is not written out in this file")]
            );
        var operations = OperationReader.Read(found.Body, scope);
        if (flaws.Count > 0)
            operations =
            [
                .. operations,
                Unknown(name, flaws[0].Line, $"{path} cannot be read to its end"),
            ];
        var form =
            found.Body.FirstOrDefault(statement => statement.Keyword is "raise" or "return")
                is { Keyword: "raise" }
                ? BodyForm.Raises
            : operations.Count is 0 ? BodyForm.Empty
            : BodyForm.Acts;
        return new(form, found.Line, operations);
    }

    private static Operation Unknown(string name, int line, string why) =>
        new(name, line, May: false, name, Autocommit: false, [new Effect.Unknown(why)]);
}
