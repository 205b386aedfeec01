namespace TshActions.Core.Schemas.Fixes;

/// <summary>Columns of tables; those of a parent are mended there.</summary>
internal static class ColumnFixes
{
    public static string? Of(Fix fix)
    {
        if (!fix.IsOf("table") || fix.To("inherited") is "yes" || fix.From("inherited") is "yes")
            return null;
        var table = $"ALTER TABLE {Sql.Name(fix.Id)}";
        var column = Sql.Identifier(fix.Id.Part);
        return fix.Difference.Change switch
        {
            Change.Missing => Added(fix, table, column),
            Change.Extra => Sql.Destructive(
                "the column's values are lost",
                $"{table} DROP COLUMN {column};"
            ),
            _ => Altered(fix, $"{table} ALTER COLUMN {column}"),
        };
    }

    /// <summary>As it stands in CREATE TABLE and ADD COLUMN.</summary>
    public static string Definition(Fact column, bool withNotNull)
    {
        var has = column.Attributes;
        return string.Concat(
            $"{Sql.Identifier(column.Id.Part)} {has["type"]}",
            has.TryGetValue("collation", out var collation) ? $" COLLATE {collation}" : "",
            has.TryGetValue("default", out var value) ? $" DEFAULT {value}" : "",
            has.TryGetValue("generated", out var generated) ? $" {Generated(generated)}" : "",
            has.TryGetValue("identity", out var identity)
                ? $" GENERATED {identity.ToUpperInvariant()} AS IDENTITY"
                : "",
            withNotNull && has.ContainsKey("not-null") ? " NOT NULL" : ""
        );
    }

    private static string? Added(Fix fix, string table, string column)
    {
        // The sequence of a serial goes with its column, and must be there before it.
        if (fix.To("default")?.StartsWith("nextval(", StringComparison.Ordinal) is true)
            return null;
        var isFilled = fix.To("default") is not null || IsComputed(fix);
        var add = $"{table} ADD COLUMN {Definition(fix.Wanted!, isFilled)};";
        return Sql.Lines([
            IsComputed(fix)
                ? Sql.Destructive("the table is locked while it is written anew", add)
                : add,
            fix.To("not-null") is not null && !isFilled
                ? Sql.Destructive(
                    "fails while rows hold no value; fill it first",
                    $"{table} ALTER COLUMN {column} SET NOT NULL;"
                )
                : null,
        ]);
    }

    private static bool IsComputed(Fix fix) =>
        (fix.To("generated") ?? fix.To("identity")) is not null;

    private static string? Altered(Fix fix, string alter) =>
        (fix.Difference.Attribute, fix.Difference.Before) switch
        {
            ("type", { } type) => Sql.Destructive(
                "the table may be written anew under a lock, and values may not fit",
                $"{alter} TYPE {type};"
            ),
            ("not-null", null) => $"{alter} DROP NOT NULL;",
            ("not-null", _) => Sql.Destructive(
                "fails while rows hold no value, and reads the table under a lock",
                $"{alter} SET NOT NULL;"
            ),
            // A default and a generated value exclude each other: one statement does not change one into the other.
            ("default", _) when (fix.To("generated") ?? fix.From("generated")) is not null => null,
            ("default", null) => $"{alter} DROP DEFAULT;",
            ("default", { } value) => $"{alter} SET DEFAULT {value};",
            ("statistics", var target) => $"{alter} SET STATISTICS {target ?? "-1"};",
            ("identity", { } identity) when fix.From("identity") is not null =>
                $"{alter} SET GENERATED {identity.ToUpperInvariant()};",
            _ => null,
        };

    private static string Generated(string value) =>
        value.LastIndexOf(' ') is var end
            ? $"GENERATED ALWAYS AS ({value[..end]}) {value[(end + 1)..].ToUpperInvariant()}"
            : "";
}
