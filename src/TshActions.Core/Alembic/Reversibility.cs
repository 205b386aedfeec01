namespace TshActions.Core.Alembic;

public enum Reversible
{
    Unknown,
    Yes,
    No,
}

/// <summary>Whether a revision's `downgrade` brings back the schema and the data of before, as far as its text says it.</summary>
/// <param name="Line">Of what decided it; 0 for the file as a whole.</param>
public sealed record Reversibility(
    Reversible Answer,
    string Path,
    int Line,
    string Operation,
    string Why
)
{
    public static Reversibility Of(Revision revision)
    {
        var (up, down) = (revision.Upgrade, revision.Downgrade);
        var acts = up.Operations.Any(operation =>
            operation.Effects.Any(effect => effect is not Effect.Harmless)
        );
        Reversibility Say(Reversible answer, int line, string operation, string why) =>
            new(answer, revision.Path, line, operation, why);

        if (down.Form is BodyForm.Missing)
            return Say(Reversible.No, 0, "downgrade", "there is none");
        if (down.Form is BodyForm.Raises)
            return Say(Reversible.No, down.Line, "downgrade", "it refuses");
        if (!acts)
            return Say(Reversible.Yes, down.Line, "", "there is nothing to take back");
        if (down.Form is BodyForm.Empty)
            return Say(Reversible.No, down.Line, "downgrade", "it does nothing, and upgrade does");

        var fresh = new Fresh();
        var lost = new List<Reversibility>();
        foreach (var operation in up.Operations)
        foreach (var effect in operation.Effects)
        {
            if (Loss(effect, fresh, down) is var (answer, why))
                lost.Add(Say(answer, operation.Line, operation.Source, why));
            fresh.Add(effect, operation.May);
        }

        var unsure = down.Operations.FirstOrDefault(operation =>
            operation.Effects.Any(effect => effect is Effect.Unknown)
        );
        return lost.Find(loss => loss.Answer is Reversible.No)
            ?? lost.FirstOrDefault()
            ?? (
                unsure is null
                    ? Say(Reversible.Yes, down.Line, "", "downgrade takes back what upgrade does")
                    : Say(
                        Reversible.Unknown,
                        unsure.Line,
                        unsure.Source,
                        (
                            (Effect.Unknown)unsure.Effects.First(effect => effect is Effect.Unknown)
                        ).Why
                    )
            );
    }

    /// <summary>What cannot be had again; null where nothing is lost.</summary>
    private static (Reversible Answer, string Why)? Loss(Effect effect, Fresh fresh, Body down) =>
        effect switch
        {
            Effect.DropTable { Table: var table } when !fresh.HasTable(table) => (
                Reversible.No,
                $"the rows of {table ?? "the table"} do not come back"
            ),
            Effect.DropColumn { Table: var table, Name: var name }
                when !fresh.HasTable(table) && fresh.Of(table, name) is null => (
                Reversible.No,
                $"the values of {table ?? "…"}.{name ?? "…"} do not come back"
            ),
            Effect.AlterType { To: var to, From: var from } alter
                when !fresh.HasTable(alter.Table) => to?.Narrows(from) switch
            {
                true => (Reversible.No, $"{from} → {to} may lose what was there"),
                null => (
                    Reversible.Unknown,
                    $"whether {to} loses what was there, the file does not say"
                ),
                false => null,
            },
            Effect.Update { Table: var table, Columns: var columns }
                when !fresh.HasTable(table) && !fresh.AreNew(table, columns) => (
                Reversible.No,
                $"what stood in {table} before is written over"
            ),
            Effect.Delete { Table: var table } when !fresh.HasTable(table) => (
                Reversible.No,
                $"the rows of {table} do not come back"
            ),
            Effect.AddEnumValue { Type: var type } when !Acts(down) => (
                Reversible.No,
                $"PostgreSQL cannot take a value out of {type}"
            ),
            Effect.AddEnumValue { Type: var type } => (
                Reversible.Unknown,
                $"PostgreSQL takes a value out of {type} only by making the type anew"
            ),
            Effect.CreateTable { Table: { } table } => Left(
                down,
                effect => effect is Effect.DropTable drop && Is(drop.Table, table),
                table
            ),
            Effect.AddColumn { Table: { } table, Column.Name: { } name }
                when !fresh.HasTable(table) => Left(
                down,
                effect =>
                    (
                        effect is Effect.DropColumn drop
                        && Is(drop.Table, table)
                        && Is(drop.Name, name)
                    ) || (effect is Effect.DropTable whole && Is(whole.Table, table)),
                $"{table}.{name}"
            ),
            Effect.Unknown unknown => (Reversible.Unknown, unknown.Why),
            _ => null,
        };

    private static (Reversible, string)? Left(Body down, Func<Effect, bool> drops, string what)
    {
        var effects = down.Operations.SelectMany(operation => operation.Effects).ToList();
        return effects.Exists(effect => drops(effect)) ? null
            // A name that was given on the way, or what is not understood, may be the same thing.
            : effects.Exists(effect =>
                effect is Effect.Unknown or Effect.RenameTable or Effect.RenameColumn
            )
                ? (Reversible.Unknown, $"whether downgrade drops {what}")
            : (Reversible.No, $"downgrade leaves {what} behind");
    }

    /// <summary>A name that only Python knows may be any.</summary>
    private static bool Is(string? said, string name) => said is null || said == name;

    private static bool Acts(Body down) =>
        down.Operations.Any(operation =>
            operation.Effects.Any(effect =>
                effect is Effect.AlterType or Effect.Unknown or Effect.DropOther
            )
        );
}
