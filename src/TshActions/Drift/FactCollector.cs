using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using TshActions.Core.Schemas;

namespace TshActions.Drift;

/// <summary>Makes facts of rows. Two rows of one thing tell of it together.</summary>
internal sealed class FactCollector
{
    private readonly Dictionary<FactId, Fact> facts = [];
    private readonly Dictionary<string, string> words = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> unread = new(StringComparer.Ordinal);
    private readonly List<(string Schema, bool IsReadable)> versions = [];

    public ImmutableSortedDictionary<FactId, Fact> Facts =>
        facts.ToImmutableSortedDictionary(FactId.Order);

    public IReadOnlyDictionary<string, int> Unread => unread;

    /// <summary>Alembic's, quoted; null where there is none that can be read, or several of which none is in `public`.</summary>
    public string? VersionTable =>
        versions.FirstOrDefault(version => version.Schema is "public" || versions.Count is 1)
            is { Schema: { } schema, IsReadable: true }
            ? $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\".alembic_version"
            : null;

    public async Task TakeAsync(NpgsqlDataReader reader, CancellationToken cancel)
    {
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        while (await reader.ReadAsync(cancel))
            Take(reader, names);
    }

    private void Take(NpgsqlDataReader reader, string[] names)
    {
        var id = new FactId(
            Word(reader.GetString(0)),
            Word(reader.GetString(1)),
            Word(reader.GetString(2)),
            Word(reader.GetString(3))
        );
        if (id.Kind is "alembic")
        {
            versions.Add((id.Schema, reader.GetString(4) is "true"));
            if (reader.GetString(4) is not "true")
                unread["alembic_version"] = 1;
            return;
        }

        if (id.Kind is "unread")
        {
            unread[id.Name] = int.Parse(reader.GetString(4), CultureInfo.InvariantCulture);
            return;
        }

        var attributes = ImmutableSortedDictionary.CreateBuilder<string, string>(
            StringComparer.Ordinal
        );
        for (var column = 4; column < names.Length; column++)
            if (!reader.IsDBNull(column))
                attributes[names[column]] = Word(reader.GetString(column));
        facts[id] = new(
            id,
            facts.TryGetValue(id, out var known)
                ? known.Attributes.SetItems(attributes)
                : attributes.ToImmutable()
        );
    }

    // Most words come again: one of each is kept.
    private string Word(string word) =>
        word.Length > 100 ? word
        : words.TryGetValue(word, out var known) ? known
        : words[word] = word;
}
