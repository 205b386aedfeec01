using TshActions.Core.Schemas.Comparisons;

namespace TshActions.Core.Schemas.Fixes;

/// <summary>A plain table with all that belongs to it; rows are nobody's to give.</summary>
internal static class NewTable
{
    // What more it may be is for a person to write.
    private static readonly string[] Plain =
    [
        "owner",
        "column-order",
        "options",
        "row-security",
        "force-row-security",
    ];

    public static string? Of(Fix fix)
    {
        if (fix.Wanted!.Attributes.Keys.Except(Plain, StringComparer.Ordinal).Any())
            return null;
        var columns = ColumnOrder
            .Names(fix.To(ColumnOrder.Attribute))
            .Select(name => Part(fix, "column", Unquoted(name)))
            .ToList();
        // The sequence of a serial is missing, too.
        if (
            columns.Exists(column =>
                column?.Attributes.GetValueOrDefault("default") is { } value
                && value.StartsWith("nextval(", StringComparison.Ordinal)
            )
        )
            return null;
        var constraints = Parts(fix, "constraint")
            .OrderBy(constraint => constraint.Attributes["type"] is not "primary key")
            .Select(constraint =>
                $"CONSTRAINT {Sql.Identifier(constraint.Id.Part)} {constraint.Attributes["definition"]}"
            );
        var lines = columns
            .OfType<Fact>()
            .Select(column => ColumnFixes.Definition(column, withNotNull: true))
            .Concat(constraints)
            .Select(line => $"    {line}");
        var options = fix.To("options") is { } said ? $" WITH ({said})" : "";
        return Sql.Lines([
            $"CREATE TABLE {Sql.Name(fix.Id)} (\n{string.Join(",\n", lines)}\n){options};",
            .. Parts(fix, "index")
                .Where(index => !index.Attributes.ContainsKey("constraint"))
                .Select(index => $"{index.Attributes["definition"]};"),
            fix.To("row-security") is null
                ? null
                : $"ALTER TABLE {Sql.Name(fix.Id)} ENABLE ROW LEVEL SECURITY;",
            fix.To("force-row-security") is null
                ? null
                : $"ALTER TABLE {Sql.Name(fix.Id)} FORCE ROW LEVEL SECURITY;",
            .. Parts(fix, "policy").Select(PolicyFixes.Created),
            .. Parts(fix, "table grant").Concat(Comments(fix)).Select(part => OfPart(fix, part)),
        ]);
    }

    private static IEnumerable<Fact> Comments(Fix fix)
    {
        var name = Sql.Name(fix.Id);
        return fix.WantedCatalog.Facts.Values.Where(fact =>
            fact.Id.Kind is "comment"
            && (
                fact.Id.Name == name && fact.Id.Part is "table"
                || fact.Id.Name.StartsWith($"{name}.", StringComparison.Ordinal)
                    && fact.Id.Part is "table column"
            )
        );
    }

    private static string? OfPart(Fix fix, Fact part) =>
        FixSql.Of(new(part.Id, null, "", null), fix.WantedCatalog, fix.ActualCatalog);

    private static IEnumerable<Fact> Parts(Fix fix, string kind) =>
        fix.WantedCatalog.Facts.Values.Where(fact =>
            fact.Id.Kind == kind && fact.Id.Schema == fix.Id.Schema && fact.Id.Name == fix.Id.Name
        );

    private static Fact? Part(Fix fix, string kind, string name) =>
        fix.WantedCatalog.Facts.GetValueOrDefault(new(kind, fix.Id.Schema, fix.Id.Name, name));

    private static string Unquoted(string name) =>
        name.StartsWith('"') ? name[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : name;
}
