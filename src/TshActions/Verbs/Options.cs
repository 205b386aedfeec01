namespace TshActions.Verbs;

/// <summary>What a person's command line gave, by the names of inputs; an absent option is absent here.</summary>
public sealed record Options(IReadOnlyDictionary<string, string> Values)
{
    public static Options None { get; } = new(new Dictionary<string, string>());

    /// <summary>For a secret whose file gave nothing: what is wrong with that file.</summary>
    public IReadOnlyDictionary<string, string> Unread { get; init; } =
        new Dictionary<string, string>();
}
