using System.Text.RegularExpressions;

namespace TshActions.Core.Schemas.Deparsed;

/// <summary>
/// One form for the several texts PostgreSQL has for one expression. What it deparses is not what it deparses once more
/// after a dump and a restore, so a restored database would differ for ever: in leading BETWEENs, in lists of a `varchar`
/// column, and in `AT TIME ZONE`; and a view of one relation has its name before each column up to version 15. A second chance for texts that are not equal; never the first look.
/// </summary>
/// <remarks>
/// Only what changes no meaning: AND and OR are associative, a cast of an array of literals is the cast of each, and
/// `timezone(z, x)` is `x AT TIME ZONE z`. AND is never mixed with OR, and no string, body or quoted name is touched.
/// </remarks>
public static partial class Canonical
{
    // Each round may open the way for one more; deeper nesting than this PostgreSQL does not write.
    private const int MostRounds = 6;

    // A text of this many brackets in each other is compared as it is.
    private const int Deepest = 400;

    public static bool AreEquivalent(string left, string right) => Of(left) == Of(right);

    public static string Of(string text)
    {
        if (Depth(text) > Deepest)
            return text;
        var nodes = Normal(OneRelation.Unqualified(Node.Read(text)));
        var form = string.Join(' ', Node.Flat(nodes));
        for (var round = 1; round < MostRounds; round++)
        {
            nodes = Normal(nodes);
            var next = string.Join(' ', Node.Flat(nodes));
            if (next == form)
                break;
            form = next;
        }

        return form;
    }

    private static int Depth(string text)
    {
        var (depth, deepest) = (0, 0);
        foreach (var sign in text)
        {
            depth += sign switch
            {
                '(' or '[' => 1,
                ')' or ']' => -1,
                _ => 0,
            };
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }

    private static List<Node> Normal(IEnumerable<Node> nodes)
    {
        var inner = nodes
            .Select(node =>
                node is Node.Group group
                    ? new Node.Group(group.Open, Normal(group.Items)).Stripped
                    : node
            )
            .ToList();
        return [.. Spliced(CalledAsWritten(CastEach(inner)))];
    }

    /// <summary>`(ARRAY[a, b])::type[]` as `ARRAY[(a)::type, (b)::type]`.</summary>
    private static List<Node> CastEach(List<Node> nodes)
    {
        List<Node> cast = [];
        for (var at = 0; at < nodes.Count; at++)
            if (
                nodes[at]
                    is Node.Group
                    {
                        Open: '(',
                        Items: [Node.Word array, Node.Group { Open: '[' } list]
                    }
                && array.Is("ARRAY")
                && at + 1 < nodes.Count
                && nodes[at + 1] is Node.Word { Text: "::" }
                && TypeOfArray(nodes, at + 2) is { Count: > 0 } type
            )
            {
                var each = Parts(list.Items)
                    .Select(part =>
                        (Node[])[new Node.Group('(', part), new Node.Word("::"), .. type]
                    )
                    .ToList();
                cast.Add(array);
                cast.Add(
                    new Node.Group(
                        '[',
                        Normal(
                            each.SelectMany(
                                (part, place) =>
                                    place is 0 ? part : (IEnumerable<Node>)[Comma, .. part]
                            )
                        )
                    )
                );
                // The type, and the empty brackets behind it.
                at += 2 + type.Count;
            }
            else
                cast.Add(nodes[at]);
        return cast;
    }

    /// <summary>The words of a type that has `[]` behind it; none where there is no such thing.</summary>
    private static List<Node> TypeOfArray(List<Node> nodes, int from)
    {
        List<Node> type = [];
        for (var at = from; at < nodes.Count; at++)
            switch (nodes[at])
            {
                case Node.Group { Open: '[', Items: [] }:
                    return type;
                case Node.Word word when TypeWord().IsMatch(word.Text):
                case Node.Group { Open: '(' } when type.Count > 0:
                    type.Add(nodes[at]);
                    break;
                default:
                    return [];
            }

        return [];
    }

    private static List<Node> CalledAsWritten(List<Node> nodes)
    {
        List<Node> called = [];
        for (var at = 0; at < nodes.Count; at++)
            if (
                nodes[at] is Node.Word word
                && word.Is("timezone")
                && at + 1 < nodes.Count
                && nodes[at + 1] is Node.Group { Open: '(' } arguments
                && Parts(arguments.Items) is [var zone, var time]
            )
            {
                called.Add(new Node.Group('(', [.. time, .. AtTimeZone, .. zone]));
                at++;
            }
            else
                called.Add(nodes[at]);
        return called;
    }

    /// <summary>Lists of one operator, with lists of the same operator in them, as one.</summary>
    private static IReadOnlyList<Node> Spliced(IReadOnlyList<Node> nodes)
    {
        foreach (var word in (string[])["AND", "OR"])
            if (Connectives(nodes) is { Count: 1 } only && only.Contains(word))
                return
                [
                    .. Operands(nodes, word)
                        .SelectMany(
                            (operand, place) =>
                                place is 0
                                    ? Opened(operand, word)
                                    : [new Node.Word(word), .. Opened(operand, word)]
                        ),
                ];
        return nodes;
    }

    private static IReadOnlyList<Node> Opened(IReadOnlyList<Node> operand, string word) =>
        operand is [Node.Group { Open: '(' } group]
        && Connectives(group.Stripped.Items) is { Count: 1 } inner
        && inner.Contains(word)
            ? group.Stripped.Items
            : operand;

    /// <summary>What holds a list together; anything but one AND or one OR leaves it as it is.</summary>
    private static HashSet<string> Connectives(IEnumerable<Node> nodes)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        var between = 0;
        foreach (var word in nodes.OfType<Node.Word>().Select(node => node.Text.ToUpperInvariant()))
            if (word is "BETWEEN")
                between++;
            else if (word is "AND" && between > 0)
                between--;
            else if (Breaking.Contains(word))
                found.Add(word);
        return found;
    }

    // The AND of a BETWEEN (of a window's frame, too) is none of these.
    private static IEnumerable<IReadOnlyList<Node>> Operands(IEnumerable<Node> nodes, string word)
    {
        List<Node> operand = [];
        var between = 0;
        foreach (var node in nodes)
        {
            var text = node as Node.Word;
            if (text?.Is("BETWEEN") is true)
                between++;
            if (text?.Is(word) is true && !(word is "AND" && between > 0))
            {
                yield return operand;
                operand = [];
                continue;
            }

            if (text?.Is("AND") is true && between > 0)
                between--;
            operand.Add(node);
        }

        yield return operand;
    }

    private static List<IReadOnlyList<Node>> Parts(IReadOnlyList<Node> nodes)
    {
        List<IReadOnlyList<Node>> parts = [];
        List<Node> part = [];
        foreach (var node in nodes)
            if (node is Node.Word { Text: "," })
            {
                parts.Add(part);
                part = [];
            }
            else
                part.Add(node);
        parts.Add(part);
        return parts;
    }

    private static readonly Node Comma = new Node.Word(",");

    private static readonly Node[] AtTimeZone =
    [
        new Node.Word("AT"),
        new Node.Word("TIME"),
        new Node.Word("ZONE"),
    ];

    private static readonly HashSet<string> Breaking = new(
        [
            "AND",
            "OR",
            "NOT",
            ",",
            ";",
            "SELECT",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "FROM",
            "WHERE",
            "CHECK",
            "RETURN",
            "UNION",
        ],
        StringComparer.Ordinal
    );

    [GeneratedRegex("""^[\w".]+$""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypeWord();
}
