namespace TshActions.Core.Schemas.Fixes;

/// <summary>What one list of privileges has that the other does not; a row that is not there means the default.</summary>
internal static class GrantFixes
{
    public static string? Of(Fix fix)
    {
        // What the default is depends on the owner and the kind; only a grant to another role starts from nothing.
        if (Target(fix.Id) is not { } target || IsDefault(fix))
            return null;
        var to = Words(fix.To("privileges"));
        var from = Words(fix.From("privileges"));
        var role = Sql.Role(fix.Id.Part);
        return
            Sql.Lines([
                Revoke("", from.Select(Bare).Except(to.Select(Bare)), target, role),
                Revoke(
                    "GRANT OPTION FOR ",
                    from.Where(IsGrantable)
                        .Select(Bare)
                        .Intersect(to.Where(word => !IsGrantable(word))),
                    target,
                    role
                ),
                Grant(
                    to.Where(word => !IsGrantable(word)).Except(from.Select(Bare)),
                    target,
                    role,
                    ""
                ),
                Grant(
                    to.Where(IsGrantable).Except(from).Select(Bare),
                    target,
                    role,
                    " WITH GRANT OPTION"
                ),
            ])
                is { Length: > 0 } lines
            ? lines
            : null;
    }

    private static bool IsDefault(Fix fix) =>
        (fix.Wanted is null || fix.Actual is null)
        && (
            fix.Id.Part == Owner(fix.WantedCatalog, fix.Id)
            || fix.Id.Part == Owner(fix.ActualCatalog, fix.Id)
            || (
                fix.Id.Part is "PUBLIC"
                && fix.Id.Kind is "database grant" or "enum grant" or "domain grant"
            )
        );

    private static string? Owner(Catalog catalog, FactId id) =>
        catalog
            .Facts.GetValueOrDefault(new(id.Kind[..^" grant".Length], id.Schema, id.Name))
            ?.Attributes.GetValueOrDefault("owner");

    private static string? Target(FactId id) =>
        id.Kind switch
        {
            "table grant" or "view grant" or "materialized view grant" or "foreign table grant" =>
                $"TABLE {Sql.Name(id)}",
            "sequence grant" => $"SEQUENCE {Sql.Name(id)}",
            "schema grant" => $"SCHEMA {Sql.Identifier(id.Name)}",
            "enum grant" or "domain grant" => $"TYPE {Sql.Name(id)}",
            _ => null,
        };

    private static string? Revoke(
        string option,
        IEnumerable<string> words,
        string on,
        string role
    ) =>
        string.Join(", ", words) is { Length: > 0 } list
            ? $"REVOKE {option}{list} ON {on} FROM {role};"
            : null;

    private static string? Grant(
        IEnumerable<string> words,
        string on,
        string role,
        string option
    ) =>
        string.Join(", ", words) is { Length: > 0 } list
            ? $"GRANT {list} ON {on} TO {role}{option};"
            : null;

    private static string[] Words(string? privileges) =>
        privileges is null or "none" ? [] : privileges.Split(", ");

    private static bool IsGrantable(string word) => word.EndsWith('*');

    private static string Bare(string word) => word.TrimEnd('*');
}
