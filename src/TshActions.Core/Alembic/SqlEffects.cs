namespace TshActions.Core.Alembic;

/// <summary>What the commonest statements of PostgreSQL do; the others are unknown.</summary>
internal static class SqlEffects
{
    private static readonly HashSet<string> Harmless =
    [
        "comment",
        "grant",
        "set",
        "reset",
        "analyze",
        "vacuum",
        "commit",
        "begin",
        "show",
        "lock",
        "notify",
    ];

    private static readonly HashSet<string> Others =
    [
        "type",
        "sequence",
        "view",
        "extension",
        "schema",
        "domain",
        "function",
        "procedure",
        "aggregate",
    ];

    public static IReadOnlyList<Effect> Of(string sql)
    {
        var effects = SqlWords
            .Statements(sql)
            .SelectMany(words => Statement(new(words), words[0].Value))
            .ToList();
        return effects.Count > 0 ? effects : [new Effect.Harmless("nothing")];
    }

    private static IReadOnlyList<Effect> Statement(SqlCursor sql, string first)
    {
        sql.Word();
        return first switch
        {
            "alter" => sql.Take("table") ? SqlAlterTable.Of(sql) : [Alter(sql)],
            "create" => [Create(sql)],
            "drop" => Drop(sql),
            "insert" => [sql.Take("into") ? Insert(sql) : Unknown("insert")],
            "update" => [Update(sql)],
            "delete" =>
            [
                sql.Take("from")
                    ? new Effect.Delete(Target(sql), !sql.Has("where"))
                    : Unknown("delete"),
            ],
            "truncate" => Truncated(sql),
            _ when Harmless.Contains(first) => [new Effect.Harmless(first)],
            _ => [Unknown(first)],
        };
    }

    internal static Effect.Unknown Unknown(string statement) =>
        new($"`{statement.ToUpperInvariant()}` of SQL is not understood");

    private static string Target(SqlCursor sql)
    {
        sql.Take("only");
        return sql.Name();
    }

    private static Effect Insert(SqlCursor sql)
    {
        var table = sql.Name();
        // An upsert writes over rows that are there.
        return sql.Has("do", "update")
            ? new Effect.Update(table, null, Every: false)
            : new Effect.Insert(table);
    }

    private static Effect Alter(SqlCursor sql)
    {
        if (sql.Take("type"))
        {
            var type = sql.Name();
            if (!sql.Take("add", "value"))
                return Unknown("alter type");
            sql.TakeIfExists();
            return new Effect.AddEnumValue(type, sql.Word());
        }

        return sql.Take("index") && sql.Has("rename", "to")
            ? new Effect.Harmless("rename index")
            : Unknown("alter");
    }

    private static Effect Create(SqlCursor sql)
    {
        var replaces = sql.Take("or", "replace");
        if (sql.Take("unique", "index"))
            return Index(sql, unique: true);
        if (sql.Take("index"))
            return Index(sql, unique: false);
        if (sql.Take("temporary") || sql.Take("temp"))
            return new Effect.Harmless("temporary");
        sql.Take("unlogged");
        if (sql.Take("table"))
        {
            sql.TakeIfExists();
            return new Effect.CreateTable(sql.Name());
        }

        sql.Take("materialized");
        var kind = sql.Word();
        if (!Others.Contains(kind) || replaces)
            return Unknown($"create {(replaces ? "or replace " : "")}{kind}");
        sql.TakeIfExists();
        return new Effect.CreateOther(kind, sql.Name());
    }

    private static Effect.CreateIndex Index(SqlCursor sql, bool unique)
    {
        var concurrently = sql.Take("concurrently");
        sql.TakeIfExists();
        if (!sql.Take("on"))
        {
            sql.Name();
            sql.Take("on");
        }

        var table = Target(sql);
        if (sql.Take("using"))
            sql.Word();
        return new(table, sql.Names(), unique, concurrently);
    }

    private static IReadOnlyList<Effect> Drop(SqlCursor sql)
    {
        if (sql.Take("index"))
            return [new Effect.DropIndex(sql.Take("concurrently"))];
        if (sql.Take("table"))
        {
            sql.TakeIfExists();
            return [.. NamesToEnd(sql).Select(table => new Effect.DropTable(table))];
        }

        sql.Take("materialized");
        var kind = sql.Word();
        sql.TakeIfExists();
        return Others.Contains(kind)
            ? [new Effect.DropOther(kind, sql.Name())]
            : [Unknown($"drop {kind}")];
    }

    private static List<Effect> Truncated(SqlCursor sql)
    {
        sql.Take("table");
        sql.Take("only");
        return [.. NamesToEnd(sql).Select(table => new Effect.Delete(table, All: true))];
    }

    private static IEnumerable<string> NamesToEnd(SqlCursor sql)
    {
        do yield return sql.Name();
        while (sql.Take(","));
    }

    private static Effect.Update Update(SqlCursor sql)
    {
        var table = Target(sql);
        var every = !sql.Has("where");
        if (!sql.Take("set"))
        {
            sql.Take("as");
            sql.Word();
            if (!sql.Take("set"))
                return new(table, null, every);
        }

        var columns = new List<string>();
        for (var rest = sql; !rest.Ended; )
        {
            var part = rest.Until(",");
            var column = part.Word();
            if (!part.Take("="))
                return new(table, null, every);
            columns.Add(column);
        }

        return new(table, columns, every);
    }
}
