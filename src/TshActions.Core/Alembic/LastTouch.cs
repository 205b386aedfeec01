using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Reports;

namespace TshActions.Core.Alembic;

/// <summary>The operation that last spoke of a thing: where a person begins to read.</summary>
public static class LastTouch
{
    /// <returns>The last that names the very column, else the last that names its table; null where none does.</returns>
    public static MigrationFile? Of(RevisionGraph graph, FactId id)
    {
        var ofTable = graph
            .Ordered.Reverse()
            .SelectMany(revision =>
                revision.Upgrade.Operations.Reverse().Select(operation => (revision, operation))
            )
            .Where(pair => pair.operation.Effects.Any(effect => Names(effect).Table == id.Name))
            .ToList();
        var exact = ofTable.FirstOrDefault(pair =>
            id.Part.Length > 0
            && pair.operation.Effects.Any(effect =>
                Names(effect) is var (table, part) && table == id.Name && part == id.Part
            )
        );
        var touch = exact.revision is null ? ofTable.FirstOrDefault() : exact;
        return touch.revision is null ? null : new(touch.revision.Path, touch.operation.Line);
    }

    /// <summary>The table, view or type, and the column, that an effect names.</summary>
    private static (string? Table, string? Part) Names(Effect effect) =>
        effect switch
        {
            Effect.CreateTable it => (it.Table, null),
            Effect.DropTable it => (it.Table, null),
            Effect.RenameTable it => (it.To, null),
            Effect.AddColumn it => (it.Table, it.Column.Name),
            Effect.DropColumn it => (it.Table, it.Name),
            Effect.RenameColumn it => (it.Table, it.To),
            Effect.AlterType it => (it.Table, it.Name),
            Effect.SetNullable it => (it.Table, it.Name),
            Effect.SetDefault it => (it.Table, it.Name),
            Effect.DropDefault it => (it.Table, it.Name),
            Effect.AddConstraint it => (it.Table, null),
            Effect.DropConstraint it => (it.Table, null),
            Effect.CreateIndex it => (it.Table, null),
            Effect.AddEnumValue it => (it.Type, null),
            Effect.CreateOther it => (it.Name, null),
            Effect.DropOther it => (it.Name, null),
            _ => (null, null),
        };
}
