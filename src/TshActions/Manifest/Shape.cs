namespace TshActions.Manifest;

/// <summary>
/// What a place in the manifest may hold. One tree of shapes (<see cref="ManifestShape"/>) is the check, the defaults,
/// the published JSON Schema and the documentation.
/// </summary>
public abstract record Shape(string About)
{
    /// <summary>One scalar.</summary>
    /// <param name="Kind">What it is, for a message: "a duration like 30s".</param>
    /// <param name="Pattern">The same rule for the JSON Schema.</param>
    /// <param name="Accepts">Whether a text is one.</param>
    public sealed record Text(string About, string Kind, string Pattern, Func<string, bool> Accepts)
        : Shape(About);

    public sealed record Choice(string About, IReadOnlyList<string> Words) : Shape(About);

    public sealed record List(string About, Shape Item, int AtLeast) : Shape(About);

    /// <summary>Known keys and no others.</summary>
    public sealed record Map(string About, IReadOnlyList<Key> Keys) : Shape(About)
    {
        /// <summary>Left out it is not there, even where all of its keys have defaults.</summary>
        public bool IsOptional { get; init; }
    }

    /// <summary>YAML of the team's own, kept as it is.</summary>
    /// <param name="IsSingle">Whether it must be a single value, or nothing.</param>
    public sealed record Free(string About, bool IsSingle) : Shape(About);

    /// <summary>Keys that depend on the word under one of them.</summary>
    /// <param name="By">The key that holds the word.</param>
    /// <param name="ByAbout">What the word says.</param>
    /// <param name="Maps">The other keys, by word.</param>
    public sealed record Kinds(
        string About,
        string By,
        string ByAbout,
        IReadOnlyList<(string Word, Map Map)> Maps
    ) : Shape(About)
    {
        public Choice Words => new(ByAbout, [.. Maps.Select(kind => kind.Word)]);

        /// <summary>The whole map for one word.</summary>
        public Map Of(string word, Map map) =>
            new(map.About, [new Key(By, new Choice(ByAbout, [word]), Required: true), .. map.Keys]);
    }

    /// <summary>Keys the team chooses, all values of one shape.</summary>
    public sealed record Table(string About, Text Name, Shape Value) : Shape(About);

    /// <param name="Default">What an absent key means; null leaves it absent.</param>
    public sealed record Key(
        string Name,
        Shape Shape,
        bool Required = false,
        string? Default = null
    );
}
