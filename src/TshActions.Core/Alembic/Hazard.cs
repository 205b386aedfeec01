namespace TshActions.Core.Alembic;

/// <summary>An operation that is right and yet stops the service while it runs: a lock held for as long as a table is long.</summary>
public sealed record Hazard(
    string Revision,
    string Path,
    int Line,
    string Operation,
    string What,
    string Fix
)
{
    private const string Block = "with op.get_context().autocommit_block():";

    public string Text => $"{Path}:{Line}: {Operation}: {What}. {Fix}";

    /// <param name="pending">In the order in which they will be applied; tables that they make themselves are empty.</param>
    public static IReadOnlyList<Hazard> Of(IReadOnlyList<Revision> pending)
    {
        var fresh = new Fresh();
        var hazards = new List<Hazard>();
        foreach (var revision in pending)
        foreach (var operation in revision.Upgrade.Operations)
        foreach (var effect in operation.Effects)
        {
            if (Find(effect, operation.Autocommit, fresh) is var (what, fix))
                hazards.Add(
                    new(revision.Id, revision.Path, operation.Line, operation.Source, what, fix)
                );
            fresh.Add(effect, operation.May);
        }

        return hazards;
    }

    private static (string What, string Fix)? Find(Effect effect, bool autocommit, Fresh fresh) =>
        effect switch
        {
            Effect.CreateIndex { Concurrently: false } index when !fresh.HasTable(index.Table) => (
                $"nothing can write to {index.Table ?? "the table"} while the index is built",
                $"Pass `postgresql_concurrently=True` inside `{Block}`"
            ),
            Effect.CreateIndex { Concurrently: true }
            or Effect.DropIndex { Concurrently: true } when !autocommit => (
                "PostgreSQL refuses CONCURRENTLY inside a transaction",
                $"Put it inside `{Block}`"
            ),
            Effect.AddConstraint { NotValid: false, UsingIndex: false } add
                when !fresh.HasTable(add.Table) => Constrained(add),
            Effect.SetNullable { Nullable: false } set when !fresh.HasTable(set.Table) => (
                $"all rows of {set.Table ?? "the table"} are read while nothing else can read or write them",
                "First add `CHECK (… IS NOT NULL) NOT VALID`, validate it, and then set NOT NULL"
            ),
            Effect.AddColumn { Column.Default: ColumnDefault.Volatile } add
                when !fresh.HasTable(add.Table) => (
                $"every row of {add.Table ?? "the table"} is written anew while nothing else can read or write it",
                "Add the column empty, set the default, and fill the old rows in batches"
            ),
            Effect.AlterType alter
                when !fresh.HasTable(alter.Table) && alter.To?.Widens(alter.From) is not true => (
                $"every row of {alter.Table ?? "the table"} may be written anew while nothing else can read or write it",
                "Add a second column of the new type, write both, fill the old rows in batches, and drop the first later"
            ),
            Effect.Update { Every: true } update when !fresh.HasTable(update.Table) => (
                $"every row of {update.Table} is locked until the migration ends",
                "Fill the rows in batches, outside the migration"
            ),
            Effect.Delete { All: true } delete when !fresh.HasTable(delete.Table) => (
                $"all of {delete.Table} is locked until the migration ends",
                "Delete in batches, outside the migration"
            ),
            _ => null,
        };

    private static (string, string) Constrained(Effect.AddConstraint add) =>
        add.Kind is ConstraintKind.Check or ConstraintKind.ForeignKey
            ? (
                $"all rows of {add.Table ?? "the table"} are looked at under a lock",
                "Add it `NOT VALID`, and `VALIDATE CONSTRAINT` in a revision after it"
            )
            : (
                $"an index over {add.Table ?? "the table"} is built while nothing else can read or write it",
                "Build a unique index concurrently first, and add the constraint `USING INDEX`"
            );
}
