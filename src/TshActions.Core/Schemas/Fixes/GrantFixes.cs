namespace TshActions.Core.Schemas.Fixes;

/// <summary>What one list of privileges has that the other does not; a row that is not there means the default.</summary>
internal static class GrantFixes
{
    public static string? Of(Fix fix)
    {
        // What the default is depends on the owner and the kind; only a grant to another role starts from nothing.
        if (GrantTarget.Of(fix) is not { } target || IsDefault(fix, target))
            return null;
        var to = Words(fix.To("privileges"));
        var from = Words(fix.From("privileges"));
        return
            Sql.Lines([
                Revoke("", from.Select(Bare).Except(to.Select(Bare)), target),
                Revoke(
                    "GRANT OPTION FOR ",
                    from.Where(IsGrantable)
                        .Select(Bare)
                        .Intersect(to.Where(word => !IsGrantable(word))),
                    target
                ),
                Grant(to.Where(word => !IsGrantable(word)).Except(from.Select(Bare)), target, ""),
                Grant(
                    to.Where(IsGrantable).Except(from).Select(Bare),
                    target,
                    " WITH GRANT OPTION"
                ),
            ])
                is { Length: > 0 } lines
            ? lines
            : null;
    }

    private static bool IsDefault(Fix fix, GrantTarget target) =>
        (fix.Wanted is null || fix.Actual is null)
        && target.Owned is { } owned
        && (
            target.Role == Owner(fix.WantedCatalog, owned)
            || target.Role == Owner(fix.ActualCatalog, owned)
            || (
                target.Role is "PUBLIC"
                && owned.Kind
                    is not (
                        "table"
                        or "view"
                        or "materialized view"
                        or "foreign table"
                        or "sequence"
                        or "schema"
                    )
            )
        );

    private static string? Owner(Catalog catalog, FactId owned) =>
        catalog.Facts.GetValueOrDefault(owned)?.Attributes.GetValueOrDefault("owner");

    private static string? Revoke(string option, IEnumerable<string> words, GrantTarget target) =>
        List(words, target) is { Length: > 0 } list
            ? $"REVOKE {option}{list} ON {target.On} FROM {Sql.Role(target.Role)};"
            : null;

    private static string? Grant(IEnumerable<string> words, GrantTarget target, string option) =>
        List(words, target) is { Length: > 0 } list
            ? $"GRANT {list} ON {target.On} TO {Sql.Role(target.Role)}{option};"
            : null;

    private static string List(IEnumerable<string> words, GrantTarget target) =>
        string.Join(", ", words.Select(word => word + target.Column));

    private static string[] Words(string? privileges) =>
        privileges is null or "none" ? [] : privileges.Split(", ");

    private static bool IsGrantable(string word) => word.EndsWith('*');

    private static string Bare(string word) => word.TrimEnd('*');
}
