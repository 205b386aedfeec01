namespace TshActions.Core.Schemas.Fixes;

/// <summary>An identity column's sequence comes and goes with its column; how it counts is its own.</summary>
internal static class SequenceFixes
{
    private static readonly string[] Told =
    [
        "type",
        "increment",
        "minimum",
        "maximum",
        "start",
        "cache",
        "cycle",
    ];

    public static string? Of(Fix fix)
    {
        var name = Sql.Name(fix.Id);
        if (
            fix.Difference is { Change: Change.Changed, Attribute: { } attribute }
            && Told.Contains(attribute)
        )
            return $"ALTER SEQUENCE {name} {Option(fix, attribute)};";
        if ((fix.To("identity") ?? fix.From("identity")) is not null)
            return null;
        return (fix.Difference.Change, fix.Difference.Attribute) switch
        {
            (Change.Missing, _) =>
                $"CREATE SEQUENCE {name}{string.Concat(Told.Select(attribute => " " + Option(fix, attribute)))}{Owned(fix)};",
            (Change.Extra, _) => Sql.Destructive(
                "where it counted to is lost",
                $"DROP SEQUENCE {name};"
            ),
            (_, "owned-by") =>
                $"ALTER SEQUENCE {name}{(fix.To("owned-by") is null ? " OWNED BY NONE" : Owned(fix))};",
            _ => null,
        };
    }

    private static string Option(Fix fix, string attribute) =>
        attribute switch
        {
            "type" => $"AS {fix.To("type")}",
            "increment" => $"INCREMENT BY {fix.To("increment")}",
            "minimum" => $"MINVALUE {fix.To("minimum")}",
            "maximum" => $"MAXVALUE {fix.To("maximum")}",
            "start" => $"START WITH {fix.To("start")}",
            // What is as by default is not told.
            "cache" => $"CACHE {fix.To("cache") ?? "1"}",
            _ => fix.To("cycle") is null ? "NO CYCLE" : "CYCLE",
        };

    // As the catalog quotes it.
    private static string Owned(Fix fix) =>
        fix.To("owned-by") is { } column ? $" OWNED BY {column}" : "";
}
