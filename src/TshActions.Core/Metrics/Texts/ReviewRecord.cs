using TshActions.Core.Reports;

namespace TshActions.Core.Metrics.Texts;

/// <summary>
/// The checklist's post-deployment review of one deployment: facts filled in, what only people know left open. What they
/// wrote there is theirs, and stands when the rest is written anew.
/// </summary>
internal static class ReviewRecord
{
    private const string Blank = "_________________";

    public const string End = "<!-- /tsh-review -->";

    /// <summary>Fields for people.</summary>
    public static readonly IReadOnlyList<string> Open =
    [
        "Issues encountered",
        "Lessons learned",
        "Signed off by",
    ];

    public static string Begin(long id) => $"<!-- tsh-review {id} -->";

    /// <param name="said">What people wrote, by field.</param>
    public static string Text(
        string environment,
        DeploymentFact fact,
        IReadOnlyDictionary<string, string> said
    )
    {
        List<(string Name, string Value)> facts =
        [
            ("Deployment date", $"{DateText.Minute(fact.Began)} UTC"),
            ("Deployed by", Cell(fact.By)),
            ("Release", Cell(fact.Release)),
            ("Live before", Cell(fact.Previous ?? "")),
            ("Result", FigureWords.End(fact)),
            (
                "Deployment duration",
                fact.Took is { } took ? FigureWords.Time(took) : FigureText.None
            ),
            ("Gate", Cell(fact.Note)),
            ("Schemas", Cell(fact.Drift ?? "")),
            ("Rollback required", Rollback(fact)),
            ("Run", RunLink.Of(fact) ?? FigureText.None),
        ];
        return $"""
            {Begin(fact.Id)}
            #### {Cell(ReleaseText.Short(fact.Release))} to {MarkdownText.Cell(
                environment
            )}, {DateText.Day(fact.Began)}

            {string.Join('\n', facts.Select(one => $"- **{one.Name}:** {one.Value}"))}
            {string.Join(
                '\n',
                Open.Select(name => $"{Label(name)} {said.GetValueOrDefault(name, Blank)}")
            )}
            {End}

            """;
    }

    /// <summary>What people wrote into a record, by field.</summary>
    /// <param name="text">Of one record, from its begin to its end.</param>
    public static IReadOnlyDictionary<string, string> Said(string text)
    {
        Dictionary<string, string> said = [];
        foreach (var name in Open)
        {
            var at = text.IndexOf(Label(name), StringComparison.Ordinal);
            if (at < 0)
                continue;
            var rest = text[(at + Label(name).Length)..];
            var next = Open.Select(other =>
                    rest.IndexOf($"\n{Label(other)}", StringComparison.Ordinal)
                )
                .Where(found => found >= 0)
                .DefaultIfEmpty(rest.Length)
                .Min();
            var words = rest[..next].Trim();
            if (words.Trim('_', ' ').Length > 0)
                said[name] = words;
        }

        return said;
    }

    private static string Label(string name) => $"- **{name}:**";

    private static string Cell(string text) =>
        text.Length > 0 ? MarkdownText.Cell(text) : FigureText.None;

    private static string Rollback(DeploymentFact fact) =>
        fact switch
        {
            { TakenBack: { } at } => $"Yes, {DateText.Minute(at)} UTC",
            { Exposed: { } exposed } => $"Yes, the host did after {FigureWords.Time(exposed)}",
            { End: DeploymentEnd.Succeeded } => "No",
            { End: DeploymentEnd.Failed } =>
                "it failed within its run; what was live before stayed or came back",
            _ => "not known",
        };
}
