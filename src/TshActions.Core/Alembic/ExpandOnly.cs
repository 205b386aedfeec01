namespace TshActions.Core.Alembic;

/// <summary>
/// Whether the release before goes on working after one effect: all its queries still run, and all rows that it writes
/// are still taken. The rules are those of strong_migrations, squawk, pgroll and Atlas, asked for queries and not for locks.
/// </summary>
internal static class ExpandOnly
{
    public static Judged Of(Effect effect, Fresh fresh) =>
        effect switch
        {
            Effect.CreateTable or Effect.CreateOther => Judged.Yes("nothing older uses it"),
            Effect.Harmless => Judged.Yes("no query ends otherwise"),
            Effect.Unknown unknown => Judged.Unknown(unknown.Why),
            Effect.DropTable drop => Gone(
                fresh.HasTable(drop.Table),
                $"the old release may still use {Of(drop.Table)}"
            ),
            Effect.RenameTable rename => Gone(
                fresh.HasTable(rename.Table),
                $"the old release still says {Of(rename.Table)}"
            ),
            Effect.DropColumn drop => Gone(
                fresh.HasTable(drop.Table) || fresh.Of(drop.Table, drop.Name) is not null,
                $"the old release may still use {Of(drop.Table, drop.Name)}"
            ),
            Effect.RenameColumn rename => Gone(
                fresh.HasTable(rename.Table) || fresh.Of(rename.Table, rename.Name) is not null,
                $"the old release still says {Of(rename.Table, rename.Name)}"
            ),
            Effect.DropOther drop => Judged.No(
                $"the old release may still use the {drop.Kind} {drop.Name}"
            ),
            Effect.AddColumn add => fresh.HasTable(add.Table)
                ? OfNewTable
                : Added(add.Table, add.Column),
            Effect.AlterType alter => Type(alter, fresh),
            Effect.SetNullable set => Nullable(set, fresh),
            Effect.SetDefault => Judged.Yes("what the old release writes out stays as it is"),
            Effect.DropDefault drop => Undefaulted(drop, fresh),
            Effect.AddConstraint add => Constrained(add.Table, add.Columns, add.Kind, fresh),
            Effect.CreateIndex { Unique: false } => Judged.Yes("an index changes no answer"),
            Effect.CreateIndex { Unique: true } index => Constrained(
                index.Table,
                index.Columns,
                ConstraintKind.Unique,
                fresh
            ),
            Effect.CreateIndex => Judged.Unknown("whether it is unique, only Python knows"),
            Effect.DropIndex => Judged.Yes("queries may be slower and end the same"),
            Effect.DropConstraint => Judged.Yes(
                "rows are taken that were refused, none the other way"
            ),
            Effect.AddEnumValue => Judged.Yes(
                "the old release may read a value that it does not know, once the new one writes it"
            ),
            Effect.Insert => Judged.Yes("rows of a shape that the old release knows"),
            Effect.Update update => fresh.HasTable(update.Table)
            || fresh.AreNew(update.Table, update.Columns)
                ? Judged.Yes("it fills what nothing older reads")
                : Judged.Unknown(
                    $"whether the old release can read the rows of {Of(update.Table)} as they are written over"
                ),
            Effect.Delete delete => fresh.HasTable(delete.Table)
                ? OfNewTable
                : Judged.Unknown($"whether the old release needs the rows of {Of(delete.Table)}"),
            _ => Judged.Unknown("there is no rule for it"),
        };

    private static Judged OfNewTable => Judged.Yes("the table is new too");

    private static string Of(string? table, string? column = null) =>
        table is null ? "what only Python knows"
        : column is null ? table
        : $"{table}.{column}";

    private static Judged Gone(bool isNew, string why) =>
        isNew ? Judged.Yes("nothing older uses it") : Judged.No(why);

    private static Judged Added(string? table, Column column) =>
        column switch
        {
            { PrimaryKey: true } => Judged.No(
                $"a key is asked of the rows that the old release writes to {Of(table)}"
            ),
            { Unique: true, Default: ColumnDefault.Constant } => Judged.No(
                "all rows would get the same value, and it must be unique"
            ),
            { Nullable: true } => Judged.Yes("the old release leaves it empty"),
            { Default: ColumnDefault.Constant or ColumnDefault.Volatile } => Judged.Yes(
                "the server fills it for the old release"
            ),
            { Nullable: null } => Judged.Unknown("whether it may be empty, only Python knows"),
            { Default: ColumnDefault.Unknown } => Judged.Unknown(
                "whether the server fills it, only Python knows"
            ),
            _ => Judged.No(
                $"rows that the old release writes to {Of(table)} leave it empty, and it is NOT NULL without a server default"
            ),
        };

    private static Judged Type(Effect.AlterType alter, Fresh fresh)
    {
        if (fresh.HasTable(alter.Table) || fresh.Of(alter.Table, alter.Name) is not null)
            return Judged.Yes("nothing older uses it");
        var from = alter.From is null ? "" : $"{alter.From} → ";
        return alter.To?.Widens(alter.From) switch
        {
            true => Judged.Yes($"{from}{alter.To} takes all that the old release writes"),
            // text takes whatever was text; of anything else SQL alone does not say what it was.
            null when alter is { From: null, To.Known: true } => Judged.Unknown(
                $"what type it had before {alter.To}, the file does not say"
            ),
            _ => Judged.No(
                $"{from}{alter.To?.ToString() ?? "another type"}: the old release reads and writes the type before"
            ),
        };
    }

    private static Judged Nullable(Effect.SetNullable set, Fresh fresh)
    {
        if (set.Nullable is true)
            return Judged.Yes("rows are taken that were refused, none the other way");
        if (fresh.HasTable(set.Table))
            return OfNewTable;
        if (set.Nullable is null)
            return Judged.Unknown("whether it may be empty, only Python knows");
        return
            fresh.Of(set.Table, set.Name)
                is { Default: ColumnDefault.Constant or ColumnDefault.Volatile }
            ? Judged.Yes("the server fills it for the old release")
            : Judged.No(
                $"rows that the old release writes may leave {Of(set.Table, set.Name)} empty"
            );
    }

    private static Judged Undefaulted(Effect.DropDefault drop, Fresh fresh) =>
        fresh.HasTable(drop.Table)
            ? OfNewTable
            : (drop.Nullable ?? fresh.Of(drop.Table, drop.Name)?.Nullable) switch
            {
                true => Judged.Yes("rows that leave it out are still taken"),
                _ when fresh.Of(drop.Table, drop.Name) is not null => Judged.No(
                    $"the old release does not know {Of(drop.Table, drop.Name)}, and without a default its rows are refused"
                ),
                _ => Judged.Unknown(
                    $"whether the old release leaves {Of(drop.Table, drop.Name)} to its default"
                ),
            };

    private static Judged Constrained(
        string? table,
        IReadOnlyList<string>? columns,
        ConstraintKind kind,
        Fresh fresh
    ) =>
        fresh.HasTable(table) ? OfNewTable
        : kind is ConstraintKind.Unique or ConstraintKind.ForeignKey
        && fresh.StayEmpty(table, columns)
            ? Judged.Yes("the old release leaves its columns empty")
        : Judged.No($"rows that the old release writes to {Of(table)} may be refused");
}
