namespace TshActions.Core.Schemas.Ignores;

/// <summary>What a team lets pass, with a reason and an end.</summary>
/// <param name="Kind">Glob.</param>
/// <param name="Name">Glob over `schema.name`, which takes the parts of the object too, or over `schema.name.part`.</param>
/// <param name="Attribute">Glob; null takes every one, and whole things.</param>
/// <param name="Side">Null takes either.</param>
/// <param name="Until">The last day on which it applies; null for a built-in one.</param>
/// <param name="Place">File and line, or the preset's name.</param>
public sealed record IgnoreRule(
    string Kind,
    string Name,
    string? Attribute,
    Side? Side,
    Change? Change,
    string Reason,
    string? Owner,
    DateOnly? Until,
    string Place
)
{
    public bool IsExpired(DateOnly today) => Until < today;

    public bool Takes(Finding finding)
    {
        var (id, attribute) = (finding.Difference.Id, finding.Difference.Attribute);
        var name = id.Schema.Length > 0 ? $"{id.Schema}.{id.Name}" : id.Name;
        return Glob.IsMatch(Kind, id.Kind)
            && (
                Glob.IsMatch(Name, name)
                || (id.Part.Length > 0 && Glob.IsMatch(Name, $"{name}.{id.Part}"))
            )
            && (Attribute is null || (attribute is not null && Glob.IsMatch(Attribute, attribute)))
            && (Side is null || Side == finding.Guilty)
            && (Change is null || Change == finding.Difference.Change);
    }
}
