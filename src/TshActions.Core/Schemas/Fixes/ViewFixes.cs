namespace TshActions.Core.Schemas.Fixes;

/// <summary>Views are replaced with their options, which a replacement sets anew; where columns went away, PostgreSQL refuses it and changes nothing.</summary>
internal static class ViewFixes
{
    public static string? Of(Fix fix) =>
        (fix.Difference.Change, fix.Difference.Attribute) switch
        {
            (Change.Extra, _) => Sql.Destructive(
                "statements that use it fail",
                $"DROP VIEW {Sql.Name(fix.Id)};"
            ),
            (Change.Missing, _) or (_, "definition" or "options") =>
                $"CREATE OR REPLACE VIEW {Sql.Name(fix.Id)}{(fix.To("options") is { } options ? $" WITH ({options})" : "")} AS\n{fix.To("definition")!.TrimEnd().TrimEnd(';')};",
            _ => null,
        };
}
