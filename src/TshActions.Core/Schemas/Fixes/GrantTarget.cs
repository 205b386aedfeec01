namespace TshActions.Core.Schemas.Fixes;

/// <summary>What a privilege is on and whose it is, as `GRANT` wants it.</summary>
/// <param name="Owned">What has an owner, who holds all privileges on it by default; null where nobody holds one.</param>
internal sealed record GrantTarget(string On, string Role, FactId? Owned, string Column = "")
{
    public static GrantTarget? Of(Fix fix)
    {
        var id = fix.Id;
        var owned = new FactId(id.Kind[..^" grant".Length], id.Schema, id.Name);
        return owned.Kind switch
        {
            "table" or "view" or "materialized view" or "foreign table" => On("TABLE"),
            "sequence" => On("SEQUENCE"),
            "schema" => On("SCHEMA"),
            "enum" or "domain" or "range" or "composite type" or "base type" => On("TYPE"),
            "function" or "procedure" or "aggregate" => OfRoutine(fix, owned),
            "column" => OfColumn(id),
            _ => null,
        };

        GrantTarget On(string word) => new($"{word} {Sql.Name(id)}", id.Part, owned);
    }

    /// <summary>The name is followed by the arguments; a name may hold a bracket of its own.</summary>
    private static GrantTarget? OfRoutine(Fix fix, FactId owned)
    {
        for (var open = owned.Name.IndexOf('('); open > 0; open = owned.Name.IndexOf('(', open + 1))
        {
            var routine = owned with
            {
                Name = owned.Name[..open],
                Part = owned.Name[(open + 1)..^1],
            };
            if (fix.ActualCatalog.Facts.ContainsKey(routine))
                return new($"ROUTINE {Sql.Name(routine)}({routine.Part})", fix.Id.Part, routine);
        }
        return null;
    }

    /// <summary>The column as PostgreSQL quotes it, `to`, the role.</summary>
    private static GrantTarget? OfColumn(FactId id)
    {
        var quoted = id.Part.StartsWith('"') ? id.Part.Replace("\"\"", "..").IndexOf('"', 1) : 0;
        var end = quoted < 0 ? -1 : id.Part.IndexOf(" to ", quoted, StringComparison.Ordinal);
        return end < 0
            ? null
            : new($"TABLE {Sql.Name(id)}", id.Part[(end + 4)..], null, $" ({id.Part[..end]})");
    }
}
