namespace TshActions.Core.Schemas.Comparisons;

/// <summary>A whole thing in one line.</summary>
internal static class Gist
{
    private const int Most = 500;

    public static string Of(Whole whole)
    {
        var says = (
            (string[])
                [
                    "definition",
                    "type",
                    "labels",
                    "privileges",
                    "text",
                    "value",
                    "version",
                    "command",
                ]
        )
            .Select(attribute => whole.Fact.Attributes.GetValueOrDefault(attribute))
            .FirstOrDefault(value => value is not null);
        var parts = string.Join(
            ", ",
            whole
                .Parts.GroupBy(part => part.Id.Kind)
                .OrderBy(kind => kind.Key, StringComparer.Ordinal)
                .Select(kind => $"{kind.Count()} × {kind.Key}")
        );
        var gist =
            says is null ? parts
            : parts.Length is 0 ? says
            : $"{says} ({parts})";
        return gist.Length is 0 ? "there"
            : gist.Length <= Most ? gist
            : gist[..Most] + " …";
    }
}
