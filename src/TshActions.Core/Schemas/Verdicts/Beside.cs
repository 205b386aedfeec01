namespace TshActions.Core.Schemas.Verdicts;

/// <summary>What a database has beside its migrations.</summary>
internal static class Beside
{
    /// <summary>Of what a database server is set up with an empty one elsewhere says nothing.</summary>
    public static bool IsOfTheServer(Difference difference) =>
        difference.Id.Kind
            is "database"
                or "database grant"
                or "setting"
                or "role"
                or "role member"
                or "role setting"
                or "parameter grant"
        // The newest that its packages have.
        || difference is { Id.Kind: "extension", Attribute: "version" };

    /// <summary>What is often set up once by hand, before the first migration: no drift where both sides have it.</summary>
    public static bool IsSetUp(Standing standing) =>
        standing.Cause is Cause.BothAlike
        && (
            standing.Attribute is "owner"
            || standing.Id.Kind
                is "extension"
                    or "schema"
                    or "foreign data wrapper"
                    or "server"
                    or "user mapping"
                    or "publication"
                    or "publication table"
                    or "publication schema"
                    or "subscription"
            || standing.Id.Kind.EndsWith(" grant", StringComparison.Ordinal)
        );
}
