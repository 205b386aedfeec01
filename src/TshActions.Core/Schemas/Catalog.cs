using System.Collections.Immutable;

namespace TshActions.Core.Schemas;

/// <summary>A database's schema at one moment.</summary>
/// <param name="Facts">In the order of <see cref="FactId.Order" />.</param>
public sealed record Catalog(CatalogHead Head, ImmutableSortedDictionary<FactId, Fact> Facts);

/// <summary>Where facts come from, and what of it could not be had.</summary>
/// <param name="Server">As it calls itself: `15.20`; of a snapshot that of the server it was taken from.</param>
/// <param name="VersionNumber">`server_version_num`.</param>
/// <param name="Standby">Whether it is in recovery.</param>
/// <param name="Locale">Collation, character type and encoding of the database.</param>
/// <param name="Revisions">Rows of `alembic_version`; null where there is no such table.</param>
/// <param name="Unread">Kinds that the login may not read, with the number of objects.</param>
/// <param name="Unmodelled">Kinds that are not compared, with the number of objects.</param>
public sealed record CatalogHead(
    string Server,
    int VersionNumber,
    string Database,
    bool Standby,
    string Locale,
    IReadOnlyList<string>? Revisions,
    IReadOnlyDictionary<string, int> Unread,
    IReadOnlyDictionary<string, int> Unmodelled
);
