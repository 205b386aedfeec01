namespace TshActions.Core.Schemas.Deparsed;

/// <summary>
/// Where a query selects from one relation only, its name before a column says nothing: PostgreSQL writes it up to version 15
/// and leaves it out from 16 on (ruleutils.c, `varprefix`), in the outermost query alone.
/// </summary>
internal static class OneRelation
{
    public static IReadOnlyList<Node> Unqualified(IReadOnlyList<Node> query) =>
        NameOf(query) is { } name ? Without(name, query) : query;

    /// <returns>Null where it is no query, or one of several relations.</returns>
    private static string? NameOf(IReadOnlyList<Node> query)
    {
        if (
            query is not [Node.Word first, ..]
            || !(first.Is("SELECT") || first.Is("WITH"))
            || query.Any(node => IsOneOf(node, Several))
        )
            return null;
        var from = query
            .SkipWhile(node => !IsOneOf(node, From))
            .Skip(1)
            .TakeWhile(node => !IsOneOf(node, Behind))
            .ToList();
        return from.Exists(node => node is Node.Word { Text: "," } || IsOneOf(node, Joined))
            ? null
            : from.OfType<Node.Word>().LastOrDefault()?.Text;
    }

    private static List<Node> Without(string name, IReadOnlyList<Node> nodes)
    {
        List<Node> left = [];
        for (var at = 0; at < nodes.Count; at++)
            if (
                nodes[at] is Node.Word word
                && word.Text == name
                && at + 1 < nodes.Count
                && nodes[at + 1] is Node.Word { Text: "." }
                && !(at > 0 && nodes[at - 1] is Node.Word { Text: "." })
            )
                at++;
            // A query within is written with the names of its own relations.
            else if (nodes[at] is Node.Group group && !IsQuery(group))
                left.Add(group with { Items = Without(name, group.Items) });
            else
                left.Add(nodes[at]);
        return left;
    }

    private static bool IsQuery(Node.Group group) =>
        group.Stripped.Items is [Node.Word first, ..]
        && (first.Is("SELECT") || first.Is("WITH") || first.Is("VALUES"));

    private static bool IsOneOf(Node node, string[] words) =>
        node is Node.Word word && words.Any(word.Is);

    private static readonly string[] From = ["FROM"];

    private static readonly string[] Several = ["UNION", "INTERSECT", "EXCEPT"];

    private static readonly string[] Joined = ["JOIN"];

    private static readonly string[] Behind =
    [
        "WHERE",
        "GROUP",
        "HAVING",
        "WINDOW",
        "ORDER",
        "LIMIT",
        "OFFSET",
        "FETCH",
        "FOR",
        ";",
    ];
}
