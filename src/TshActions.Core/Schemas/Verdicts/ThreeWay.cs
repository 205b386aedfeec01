namespace TshActions.Core.Schemas.Verdicts;

/// <summary>Who is not as the migrations say.</summary>
public enum Cause
{
    /// <summary>The two differ and nothing says what they should be.</summary>
    Unknown,
    OnlyProduction,
    OnlyStaging,
    BothAlike,
    BothDifferently,

    /// <summary>Each side is as the migrations say at its own revision.</summary>
    Pending,
}

/// <summary>What one side has: as its own migrations say, or another value, null where the thing is missing.</summary>
public sealed record Place(bool AsExpected, string? Value)
{
    public static Place Expected { get; } = new(true, null);
}

/// <summary>One row of the three-way table.</summary>
/// <param name="Expected">What the migrations say of the guilty side; null where they know no such thing, or nothing does.</param>
/// <param name="Hint">What pending migrations have to do with it; null where nothing.</param>
public sealed record Standing(
    FactId Id,
    string? Attribute,
    Cause Cause,
    Place Production,
    Place Staging,
    string? Expected,
    string? Hint = null
)
{
    public Side Guilty =>
        Cause switch
        {
            Cause.OnlyProduction => Side.Production,
            Cause.OnlyStaging => Side.Staging,
            Cause.BothAlike or Cause.BothDifferently => Side.Both,
            Cause.Unknown or Cause.Pending => Side.Unknown,
        };
}

/// <summary>Three comparisons put together: who has drifted.</summary>
public static class ThreeWay
{
    /// <param name="production">Reference: the migrations at production's own revision.</param>
    /// <param name="staging">Reference: the migrations at staging's own revision.</param>
    /// <param name="between">Reference: production; looked at: staging.</param>
    /// <param name="pending">What the revisions between the two change: the migrations at production's revision against those at staging's.</param>
    public static IReadOnlyList<Standing> Of(
        IReadOnlyList<Difference> production,
        IReadOnlyList<Difference> staging,
        IReadOnlyList<Difference> between,
        IReadOnlyList<Difference> pending
    )
    {
        var (ofProduction, ofStaging) = (ById(production), ById(staging));
        var (ofBoth, ofPending) = (ById(between), ById(pending));
        return
        [
            .. production
                .Concat(staging)
                .Concat(between)
                .Select(difference => (difference.Id, difference.Attribute))
                .Distinct()
                .OrderBy(key => key.Id, FactId.Order)
                .ThenBy(key => key.Attribute, StringComparer.Ordinal)
                .Select(key =>
                    Of(
                        key.Id,
                        key.Attribute,
                        Touching(ofProduction, key.Id, key.Attribute),
                        Touching(ofStaging, key.Id, key.Attribute),
                        Touching(ofBoth, key.Id, key.Attribute),
                        Touching(ofPending, key.Id, key.Attribute)
                    )
                ),
        ];
    }

    /// <summary>Without migrations nothing says what should be, unless one of the two is a snapshot held to be right.</summary>
    /// <param name="between">Reference: production; looked at: staging.</param>
    /// <param name="guilty">The side that is not the snapshot; unknown where both are live.</param>
    public static IReadOnlyList<Standing> OfTwo(
        IReadOnlyList<Difference> between,
        Side guilty = Side.Unknown
    ) =>
        [
            .. between
                .OrderBy(difference => difference.Id, FactId.Order)
                .ThenBy(difference => difference.Attribute, StringComparer.Ordinal)
                .Select(difference => new Standing(
                    difference.Id,
                    difference.Attribute,
                    guilty switch
                    {
                        Side.Production => Cause.OnlyProduction,
                        Side.Staging => Cause.OnlyStaging,
                        Side.Unknown or Side.Both => Cause.Unknown,
                    },
                    new Place(guilty is Side.Staging, difference.Before),
                    new Place(guilty is Side.Production, difference.After),
                    guilty switch
                    {
                        Side.Production => difference.After,
                        Side.Staging => difference.Before,
                        Side.Unknown or Side.Both => null,
                    }
                )),
        ];

    private static Standing Of(
        FactId id,
        string? attribute,
        Difference? production,
        Difference? staging,
        Difference? between,
        Difference? pending
    )
    {
        var cause = (production, staging) switch
        {
            (not null, null) => Cause.OnlyProduction,
            (null, not null) => Cause.OnlyStaging,
            (not null, not null) => IsAlike(production, staging)
                ? Cause.BothAlike
                : Cause.BothDifferently,
            (null, null) => pending is null ? Cause.Unknown : Cause.Pending,
        };
        return new(
            id,
            attribute,
            cause,
            production is not null ? new(false, production.After)
                : cause is Cause.Unknown ? new(false, between?.Before)
                : Place.Expected,
            staging is not null ? new(false, staging.After)
                : cause is Cause.Unknown ? new(false, between?.After)
                : Place.Expected,
            (production ?? staging)?.Before,
            Hint(cause, between, pending)
        );
    }

    private static bool IsAlike(Difference production, Difference staging) =>
        production.Attribute == staging.Attribute && production.After == staging.After;

    private static string? Hint(Cause cause, Difference? between, Difference? pending) =>
        pending is null || cause is Cause.Pending ? null
        : cause is Cause.OnlyProduction && between is null
            ? "production is already as the pending migrations would make it"
        : cause is Cause.OnlyStaging && between is null
            ? "staging is still as before the migrations it says it has run"
        : "pending migrations touch it too";

    // A thing that is missing as a whole differs in each of its attributes.
    private static Difference? Touching(
        ILookup<FactId, Difference> differences,
        FactId id,
        string? attribute
    ) =>
        differences[id].FirstOrDefault(difference => difference.Attribute == attribute)
        ?? differences[id]
            .FirstOrDefault(difference => attribute is null || difference.Attribute is null);

    private static ILookup<FactId, Difference> ById(IEnumerable<Difference> differences) =>
        differences.ToLookup(difference => difference.Id);
}
