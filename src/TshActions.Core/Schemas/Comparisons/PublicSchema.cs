namespace TshActions.Core.Schemas.Comparisons;

/// <summary>
/// The schema `public` as a server makes it: up to version 14 its superuser's, and everybody may create in it; from 15 on the
/// database's owner's, and nobody else may (PostgreSQL 15, release notes). Between two such servers that is no drift.
/// </summary>
internal static class PublicSchema
{
    private const int Changed = 150000;
    private const string OwnerSince = "pg_database_owner";

    public static IEnumerable<Difference> WithoutMade(
        IEnumerable<Difference> differences,
        Catalog reference,
        Catalog other
    )
    {
        var (old, young) =
            reference.Head.VersionNumber < other.Head.VersionNumber
                ? (reference, other)
                : (other, reference);
        if (old.Head.VersionNumber >= Changed || young.Head.VersionNumber < Changed)
            return differences;
        var schema = new FactId("schema", "", "public");
        if (Of(young, schema, "owner") is not OwnerSince)
            return differences;
        var superuser = Of(old, schema, "owner");
        var everybody = new FactId("schema grant", "", "public", "PUBLIC");
        return differences.Where(difference =>
            !(difference.Id == schema && difference.Attribute is "owner")
            && !(
                difference.Id == everybody
                && Of(old, everybody, "privileges") is "CREATE, USAGE"
                && Of(young, everybody, "privileges") is "USAGE"
            )
            && difference.Id != everybody with { Part = superuser ?? "" }
        );
    }

    private static string? Of(Catalog catalog, FactId id, string attribute) =>
        catalog.Facts.GetValueOrDefault(id)?.Attributes.GetValueOrDefault(attribute);
}
