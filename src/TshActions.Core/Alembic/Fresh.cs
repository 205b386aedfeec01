namespace TshActions.Core.Alembic;

/// <summary>What the revisions looked at so far have made themselves, so that nothing older knows of it.</summary>
internal sealed class Fresh
{
    private readonly HashSet<string> _tables = [];
    private readonly Dictionary<(string Table, string Column), Column> _columns = [];

    public bool HasTable(string? table) => table is not null && _tables.Contains(table);

    /// <summary>The column as it was added; null where it was there before.</summary>
    public Column? Of(string? table, string? column) =>
        table is not null && column is not null
            ? _columns.GetValueOrDefault((table, column))
            : null;

    /// <summary>Whether rows that an older release writes leave all of these empty.</summary>
    public bool StayEmpty(string? table, IReadOnlyList<string>? columns) =>
        columns is { Count: > 0 }
        && columns.All(column =>
            Of(table, column) is { Nullable: true, Default: ColumnDefault.None }
        );

    public bool AreNew(string? table, IReadOnlyList<string>? columns) =>
        columns is { Count: > 0 } && columns.All(column => Of(table, column) is not null);

    /// <param name="may">A thing that may have been there before is not new.</param>
    public void Add(Effect effect, bool may)
    {
        switch (effect)
        {
            case Effect.CreateTable { Table: { } table } when !may:
                _tables.Add(table);
                break;
            case Effect.RenameTable { Table: { } table, To: { } to } when HasTable(table):
                _tables.Add(to);
                break;
            case Effect.AddColumn { Table: { } table, Column: { Name: { } name } column } when !may:
                _columns[(table, name)] = column;
                break;
            case Effect.SetDefault { Table: { } table, Name: { } name }
                when Of(table, name) is { } column:
                _columns[(table, name)] = column with { Default = ColumnDefault.Constant };
                break;
            case Effect.DropDefault { Table: { } table, Name: { } name }
                when Of(table, name) is { } column:
                _columns[(table, name)] = column with { Default = ColumnDefault.None };
                break;
            case Effect.SetNullable { Table: { } table, Name: { } name, Nullable: var nullable }
                when Of(table, name) is { } column:
                _columns[(table, name)] = column with { Nullable = nullable };
                break;
            default:
                break;
        }
    }
}
