namespace TshActions.Core.Schemas.Weights;

/// <summary>What it means that one attribute is another.</summary>
internal static class AttributeWeights
{
    public static Weight Of(Difference difference) =>
        (difference.Id.Kind, difference.Attribute) switch
        {
            ("role" or "role member" or "role setting", _) => new(
                Severity.Medium,
                "the role may do other things"
            ),
            ("policy", _) or (_, "row-security" or "force-row-security") => new(
                Severity.Critical,
                "who sees which rows is not as meant"
            ),
            (_, "owner") => new(Severity.Critical, "the owner may do everything with it"),
            (_, "privileges") => IsWider(difference)
                ? new(Severity.Critical, "more may be done than is meant")
                : new(Severity.High, "statements are refused"),
            (_, "security-definer" or "leakproof") => new(
                Severity.Critical,
                "it runs with other rights"
            ),
            ("view", "options") when Speaks(difference, "security_") => new(
                Severity.Critical,
                "it runs with other rights"
            ),
            ("trigger" or "rule" or "event trigger", "enabled") => new(
                Severity.Critical,
                "it does not run when it is meant to"
            ),
            (_, "not-null") => difference.After is null
                ? new(Severity.Critical, "data that must not be there is let in")
                : new(Severity.High, "writes are refused"),
            ("index", "unique" or "invalid" or "not-ready") => new(
                Severity.High,
                "it does not do what it is there for"
            ),
            ("index", "definition") => Speaks(difference, "CREATE UNIQUE")
                ? new(Severity.High, "duplicates are let in")
                : new(Severity.Medium, "queries may be slow"),
            ("view" or "materialized view" or "rule", "definition") => new(
                Severity.Medium,
                "it answers otherwise"
            ),
            ("comment", _) => new(Severity.Info, "nothing depends on it"),
            (_, "column-order") => new(Severity.Low, "seen by SELECT * and INSERT without names"),
            (
                _,
                "compression"
                    or "cost"
                    or "clustered"
                    or "parallel"
                    or "rows"
                    or "statistics"
                    or "storage"
                    or "support"
                    or "tablespace"
                    or "target"
                    or "toast-options"
            )
            or ("table" or "materialized view" or "view", "options") => new(
                Severity.Low,
                "how it is stored or planned"
            ),


            ("sequence", _)
            or
            ("setting" or "extension" or "statistics" or "server" or "user mapping", _)
            or (_, "foreign-options") => new(Severity.Medium, "the two behave otherwise"),
            (_, "persistence") => new(Severity.High, "after a crash it is empty"),
            _ => new(Severity.High, "the two behave otherwise"),
        };

    private static bool IsWider(Difference difference) =>
        difference.After is "none"
            ? false
            : Words(difference.After)
                .Except(Words(difference.Before), StringComparer.Ordinal)
                .Any();

    private static string[] Words(string? privileges) =>
        privileges is null or "none" ? [] : privileges.Split(", ");

    private static bool Speaks(Difference difference, string word) =>
        difference.Before?.Contains(word, StringComparison.Ordinal) is true
        || difference.After?.Contains(word, StringComparison.Ordinal) is true;
}
