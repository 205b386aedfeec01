namespace TshActions.Core.Schemas;

/// <summary>What is spoken of, known without any OID: the same on every server that holds it.</summary>
/// <param name="Kind">As PostgreSQL calls it in small letters: `table`, `column`, `index`, `function`, `grant`, …</param>
/// <param name="Schema">Empty for what lies in no schema.</param>
/// <param name="Name">Of the object, or of the one it is a part of.</param>
/// <param name="Part">A column's name, a signature's arguments, a grantee; empty for a whole object.</param>
public sealed record FactId(string Kind, string Schema, string Name, string Part = "")
{
    /// <summary>The same on every machine, whatever its language.</summary>
    public static IComparer<FactId> Order { get; } =
        Comparer<FactId>.Create(
            (left, right) =>
                string.CompareOrdinal(left.Kind, right.Kind) is not 0 and var kind ? kind
                : string.CompareOrdinal(left.Schema, right.Schema) is not 0 and var schema ? schema
                : string.CompareOrdinal(left.Name, right.Name) is not 0 and var name ? name
                : string.CompareOrdinal(left.Part, right.Part)
        );

    /// <summary>As reports name it; a comment is known by the name that COMMENT ON takes.</summary>
    public override string ToString() =>
        Kind is "comment"
            ? $"comment on {Part} {Name}"
            : $"{Kind} {(Schema.Length > 0 ? Schema + "." : "")}{Name}{(Part.Length > 0 ? "." + Part : "")}".TrimEnd();
}
