namespace TshActions.Core.Schemas.Weights;

/// <summary>What it means that a whole thing is missing, or is there and should not be.</summary>
internal static class WholeWeights
{
    public static Weight Of(FactId id, string gist) =>
        id.Kind switch
        {
            "table" or "column" or "foreign table" => new(
                Severity.Critical,
                "statements that name it fail"
            ),
            "constraint" or "domain constraint" => new(
                Severity.Critical,
                "data that must not be there is let in"
            ),
            "policy" => new(Severity.Critical, "who sees which rows is not as meant"),
            "publication" or "publication table" or "publication schema" => new(
                Severity.Critical,
                "changes are not replicated"
            ),
            "index" when gist.Contains("CREATE UNIQUE", StringComparison.Ordinal) => new(
                Severity.High,
                "duplicates are let in"
            ),
            "index" => new(Severity.Medium, "queries may be slow"),
            "view"
            or "materialized view"
            or "sequence"
            or "function"
            or "procedure"
            or "aggregate" => new(Severity.High, "statements that name it fail"),
            "enum"
            or "domain"
            or "range"
            or "base type"
            or "composite type"
            or "schema"
            or "operator"
            or "operator class"
            or "operator family"
            or "cast"
            or "collation" => new(Severity.High, "statements that name it fail"),
            "extension" or "language" or "access method" => new(
                Severity.High,
                "what it brings is not there"
            ),
            "trigger" or "event trigger" or "rule" => new(
                Severity.High,
                "what it does is not done"
            ),
            "default grant" or "security label" => new(Severity.High, "rights are not as meant"),
            var kind when kind.EndsWith(" grant", StringComparison.Ordinal) => new(
                Severity.High,
                "statements are refused"
            ),
            "comment" => new(Severity.Info, "nothing depends on it"),
            _ => new(Severity.Medium, "the two behave otherwise"),
        };

    /// <summary>One step lower than what is missing, unless it gives rights away.</summary>
    public static Weight OfExtra(FactId id, string gist) =>
        id.Kind switch
        {
            "policy" => new(Severity.Critical, "who sees which rows is not as meant"),
            // What was taken away from its owner or from PUBLIC gives nobody more.
            var kind
                when kind.EndsWith(" grant", StringComparison.Ordinal)
                    && gist is not ("none" or "there") => new(
                Severity.Critical,
                "more may be done than is meant"
            ),
            _ => Of(id, gist) is var missing && missing.Severity is Severity.Info
                ? missing
                : new(missing.Severity - 1, "nothing asked for it"),
        };
}
