namespace TshActions.Core.Schemas.Fixes;

/// <summary>The statements that would bring one side to the other, as text for a person to read; nothing here runs them.</summary>
/// <remarks>What loses data or holds a lock for long is commented out, with its reason above.</remarks>
public static class FixSql
{
    /// <param name="difference">Seen from <paramref name="wanted"/>: what is missing, <paramref name="actual"/> lacks.</param>
    /// <returns>Null where no text is safe without knowing more than the catalog.</returns>
    public static string? Of(Difference difference, Catalog wanted, Catalog actual)
    {
        var fix = new Fix(
            difference,
            wanted.Facts.GetValueOrDefault(difference.Id),
            actual.Facts.GetValueOrDefault(difference.Id),
            wanted,
            actual
        );
        if ((fix.Wanted ?? fix.Actual) is null)
            return null;
        return difference switch
        {
            { Attribute: "owner" } => OwnerFixes.Of(fix),
            { Id.Kind: "column" } => ColumnFixes.Of(fix),
            { Id.Kind: "constraint" } => ConstraintFixes.Of(fix),
            { Id.Kind: "index" } => IndexFixes.Of(fix),
            { Id.Kind: "comment" } => CommentFixes.Of(fix),
            { Id.Kind: "policy" } => PolicyFixes.Of(fix),
            { Id.Kind: "trigger" } => TriggerFixes.Of(fix),
            { Id.Kind: "table" } => TableFixes.Of(fix),
            { Id.Kind: "view" } => ViewFixes.Of(fix),
            { Id.Kind: "function" or "procedure" } => RoutineFixes.Of(fix),
            { Id.Kind: "enum" } => EnumFixes.Of(fix),
            { Id.Kind: "setting" } => SettingFixes.Of(fix),
            { Id.Kind: "extension" } => ExtensionFixes.Of(fix),
            { Id.Kind: var kind } when kind.EndsWith(" grant", StringComparison.Ordinal) =>
                GrantFixes.Of(fix),
            { Id.Kind: "sequence" } => SequenceFixes.Of(fix),
            _ => DefinedFixes.Of(fix),
        };
    }
}
