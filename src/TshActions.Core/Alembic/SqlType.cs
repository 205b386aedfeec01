using System.Globalization;

namespace TshActions.Core.Alembic;

/// <summary>A type in PostgreSQL's words, with its length or precision.</summary>
/// <param name="Name">`varchar`, `text`, `integer`, `numeric`, …; what is not known stands as it is written.</param>
/// <param name="Size">Length or precision; null for without bound.</param>
/// <param name="Known">Whether two of them can be compared.</param>
public sealed record SqlType(string Name, int? Size = null, int? Scale = null, bool Known = true)
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["string"] = "varchar",
        ["unicode"] = "varchar",
        ["varchar"] = "varchar",
        ["character varying"] = "varchar",
        ["text"] = "text",
        ["unicodetext"] = "text",
        ["char"] = "char",
        ["character"] = "char",
        ["integer"] = "integer",
        ["int"] = "integer",
        ["int4"] = "integer",
        ["biginteger"] = "bigint",
        ["bigint"] = "bigint",
        ["int8"] = "bigint",
        ["smallinteger"] = "smallint",
        ["smallint"] = "smallint",
        ["int2"] = "smallint",
        ["numeric"] = "numeric",
        ["decimal"] = "numeric",
        ["float"] = "double precision",
        ["double"] = "double precision",
        ["double precision"] = "double precision",
        ["real"] = "real",
        ["boolean"] = "boolean",
        ["bool"] = "boolean",
        ["date"] = "date",
        ["serial"] = "serial",
        ["bigserial"] = "bigserial",
        ["smallserial"] = "smallserial",
    };

    public static SqlType Of(string name, int? size = null, int? scale = null) =>
        Names.TryGetValue(name, out var known)
            ? new(known, size, scale)
            : new(name, size, scale, Known: false);

    public bool IsSerial => Name is "serial" or "bigserial" or "smallserial";

    /// <summary>
    /// Whether every value of the old type is one of this type, read and written by old queries as before, and no row
    /// is rewritten. integer → bigint is none of these: it rewrites the table and the old release binds the old type.
    /// </summary>
    public bool? Widens(SqlType? from) =>
        from is null || !from.Known || !Known ? null
        : this == from ? true
        : (from.Name, Name) switch
        {
            ("varchar" or "text", "text") => true,
            ("varchar", "varchar") => Size is null || (from.Size is { } old && old <= Size),
            ("text", "varchar") => Size is null,
            ("numeric", "numeric") => Size is null
                || (from.Size is { } old && old <= Size && (from.Scale ?? 0) == (Scale ?? 0)),
            _ => false,
        };

    /// <summary>Whether values can be lost or refused on the way; null where it cannot be told.</summary>
    public bool? Narrows(SqlType? from) =>
        (from?.Name, Name) switch
        {
            ("integer" or "smallint", "bigint") or ("smallint", "integer") => false,
            ("integer" or "smallint" or "bigint" or "boolean" or "date", "text") => false,
            ("char", "text") => false,
            _ => !Widens(from),
        };

    public override string ToString() =>
        Size is null ? Name
        : Scale is null ? string.Create(CultureInfo.InvariantCulture, $"{Name}({Size})")
        : string.Create(CultureInfo.InvariantCulture, $"{Name}({Size},{Scale})");
}
