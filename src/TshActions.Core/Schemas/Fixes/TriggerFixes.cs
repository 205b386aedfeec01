namespace TshActions.Core.Schemas.Fixes;

/// <summary>Triggers, and whether they run.</summary>
internal static class TriggerFixes
{
    public static string? Of(Fix fix)
    {
        var name = Sql.Identifier(fix.Id.Part);
        var drop = $"DROP TRIGGER {name} ON {Sql.Name(fix.Id)};";
        return (fix.Difference.Change, fix.Difference.Attribute) switch
        {
            (Change.Missing, _) when fix.To("definition") is { } definition => Sql.Lines([
                $"{definition};",
                fix.To("enabled") is { } enabled ? Enabled(fix.Id, enabled) : null,
            ]),
            (Change.Extra, _) when fix.From("definition") is not null => Sql.Destructive(
                "what it does is not done any more",
                drop
            ),
            (Change.Changed, "enabled") => Enabled(fix.Id, fix.Difference.Before),
            (Change.Changed, "definition") =>
                $"BEGIN;\n{drop}\n{fix.To("definition")};\n{(fix.To("enabled") is { } enabled ? Enabled(fix.Id, enabled) + "\n" : "")}COMMIT;",
            _ => null,
        };
    }

    private static string Enabled(FactId id, string? enabled) =>
        $"ALTER TABLE {Sql.Name(id)} {enabled switch { "no" => "DISABLE", "replica" => "ENABLE REPLICA", "always" => "ENABLE ALWAYS", _ => "ENABLE" }} TRIGGER {Sql.Identifier(id.Part)};";
}
