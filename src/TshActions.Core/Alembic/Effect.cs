namespace TshActions.Core.Alembic;

/// <summary>What an operation does, said by a call of Alembic or by SQL alike. A name that is not literal is null.</summary>
public abstract record Effect
{
    public sealed record CreateTable(string? Table) : Effect;

    public sealed record DropTable(string? Table) : Effect;

    public sealed record RenameTable(string? Table, string? To) : Effect;

    public sealed record AddColumn(string? Table, Column Column) : Effect;

    public sealed record DropColumn(string? Table, string? Name) : Effect;

    public sealed record RenameColumn(string? Table, string? Name, string? To) : Effect;

    /// <param name="From">Null where the file does not say it.</param>
    public sealed record AlterType(string? Table, string? Name, SqlType? From, SqlType? To)
        : Effect;

    public sealed record SetNullable(string? Table, string? Name, bool? Nullable) : Effect;

    public sealed record SetDefault(string? Table, string? Name) : Effect;

    /// <param name="Nullable">Whether the column may be empty; null where the file does not say it.</param>
    public sealed record DropDefault(string? Table, string? Name, bool? Nullable) : Effect;

    /// <param name="Columns">Null where they are not literal.</param>
    /// <param name="NotValid">Rows that are there already are not looked at.</param>
    /// <param name="UsingIndex">It takes an index that is there.</param>
    public sealed record AddConstraint(
        string? Table,
        ConstraintKind Kind,
        IReadOnlyList<string>? Columns,
        bool NotValid = false,
        bool UsingIndex = false
    ) : Effect;

    public sealed record DropConstraint(string? Table) : Effect;

    public sealed record CreateIndex(
        string? Table,
        IReadOnlyList<string>? Columns,
        bool? Unique,
        bool Concurrently
    ) : Effect;

    public sealed record DropIndex(bool Concurrently) : Effect;

    public sealed record AddEnumValue(string Type, string Value) : Effect;

    /// <param name="Kind">`type`, `sequence`, `view`, `extension`, `schema`.</param>
    public sealed record CreateOther(string Kind, string? Name) : Effect;

    public sealed record DropOther(string Kind, string? Name) : Effect;

    public sealed record Insert(string? Table) : Effect;

    /// <param name="Columns">Those that are set; null where they cannot be told.</param>
    /// <param name="Every">Without a condition.</param>
    public sealed record Update(string? Table, IReadOnlyList<string>? Columns, bool Every) : Effect;

    /// <param name="All">`TRUNCATE`, or without a condition.</param>
    public sealed record Delete(string? Table, bool All) : Effect;

    /// <summary>Comments, grants, settings of the session, statistics: nobody's query ends otherwise.</summary>
    public sealed record Harmless(string What) : Effect;

    public sealed record Unknown(string Why) : Effect;
}

public enum ConstraintKind
{
    Unique,
    Check,
    ForeignKey,
    PrimaryKey,
    Exclude,
}

/// <summary>A column that is added.</summary>
/// <param name="Nullable">Null where it is not literal.</param>
public sealed record Column(
    string? Name,
    SqlType? Type,
    bool? Nullable,
    ColumnDefault Default,
    bool Unique = false,
    bool PrimaryKey = false
);

/// <summary>What the server puts in where an INSERT leaves a column out.</summary>
public enum ColumnDefault
{
    None,

    /// <summary>The same for all rows: PostgreSQL 11 and later keep it in the catalog and rewrite nothing.</summary>
    Constant,

    /// <summary>Another for each row, so that every row is written: random ids, sequences, identity, generated columns.</summary>
    Volatile,

    /// <summary>There is one, or none; only Python knows.</summary>
    Unknown,
}
