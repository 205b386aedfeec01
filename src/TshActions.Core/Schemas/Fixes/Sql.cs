using System.Text.RegularExpressions;

namespace TshActions.Core.Schemas.Fixes;

/// <summary>Names and values as PostgreSQL's parser reads them, and statements that nobody runs by accident.</summary>
internal static partial class Sql
{
    /// <summary>Quoted unless it is a plain word, as `quote_ident` does it.</summary>
    public static string Identifier(string name) =>
        Plain().IsMatch(name) && !Keywords.Contains(name)
            ? name
            : $"\"{name.Replace("\"", "\"\"")}\"";

    public static string Name(FactId id) => Name(id.Schema, id.Name);

    public static string Name(string schema, string name) =>
        schema.Length > 0 ? $"{Identifier(schema)}.{Identifier(name)}" : Identifier(name);

    /// <summary>Read alike whatever `standard_conforming_strings` says.</summary>
    public static string Literal(string value) =>
        value.Contains('\\')
            ? $"E'{value.Replace("\\", "\\\\").Replace("'", "''")}'"
            : $"'{value.Replace("'", "''")}'";

    /// <summary>A role, or the word for all of them.</summary>
    public static string Role(string name) => name is "PUBLIC" ? name : Identifier(name);

    /// <summary>Loses data, refuses writes or holds a lock for long: a person decides.</summary>
    public static string Destructive(string reason, string statements) =>
        Commented($"destructive: {reason}\n{statements}");

    /// <summary>Every line behind `--`: a name with a line's end in it does not get out.</summary>
    public static string Commented(string text) =>
        string.Join('\n', LineEnd().Split(text).Select(line => $"-- {line}".TrimEnd()));

    public static string Lines(IEnumerable<string?> statements) =>
        string.Join('\n', statements.Where(statement => statement is { Length: > 0 }));

    // What `pg_get_keywords` calls reserved, and more: quoting one too many changes nothing.
    private static readonly HashSet<string> Keywords = new(
        (
            "all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast char character check coalesce "
            + "collate collation column concurrently constraint create cross current_catalog current_date current_role current_schema current_time current_timestamp "
            + "current_user dec decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign freeze from full grant "
            + "greatest group grouping having ilike in initially inner inout int integer intersect interval into is isnull join json json_array json_arrayagg "
            + "json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value lateral leading least left like limit localtime "
            + "localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric offset on only or order out outer overlaps overlay "
            + "placing position precision primary real references returning right row select session_user setof similar smallint some substring symmetric "
            + "system_user table tablesample then time timestamp to trailing treat trim true union unique user using values varchar variadic verbose when where "
            + "window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable"
        ).Split(' '),
        StringComparer.Ordinal
    );

    [GeneratedRegex(@"\A[a-z_][a-z0-9_]*\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();

    [GeneratedRegex(@"\r\n|\r|\n", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LineEnd();
}
