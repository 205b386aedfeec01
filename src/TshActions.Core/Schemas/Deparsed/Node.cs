using System.Text.RegularExpressions;

namespace TshActions.Core.Schemas.Deparsed;

/// <summary>A piece of an expression as PostgreSQL writes it: a word, or what stands between brackets.</summary>
internal abstract partial record Node
{
    public sealed record Word(string Text) : Node
    {
        public bool Is(string word) =>
            string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);
    }

    /// <param name="Open">`(` or `[`.</param>
    public sealed record Group(char Open, IReadOnlyList<Node> Items) : Node
    {
        /// <summary>Brackets around nothing but brackets carry no meaning.</summary>
        public Group Stripped =>
            this is { Open: '(', Items: [Group { Open: '(' } inner] } ? inner.Stripped : this;
    }

    public static IReadOnlyList<Node> Read(string text)
    {
        var words = Words(text);
        return Read(words, close: null);
    }

    /// <summary>The words again, with their brackets.</summary>
    public static IEnumerable<string> Flat(IEnumerable<Node> nodes) =>
        nodes.SelectMany(node =>
            node switch
            {
                Group group =>
                [
                    $"{group.Open}",
                    .. Flat(group.Items),
                    group.Open is '(' ? ")" : "]",
                ],
                Word word => [word.Text],
                _ => Array.Empty<string>(),
            }
        );

    private static List<Node> Read(Queue<string> words, string? close)
    {
        List<Node> nodes = [];
        while (words.TryDequeue(out var word))
            switch (word)
            {
                case var _ when word == close:
                    return nodes;
                case "(":
                    nodes.Add(new Group('(', Read(words, ")")));
                    break;
                case "[":
                    nodes.Add(new Group('[', Read(words, "]")));
                    break;
                default:
                    nodes.Add(new Word(word));
                    break;
            }

        return nodes;
    }

    private static Queue<string> Words(string text)
    {
        var words = new Queue<string>();
        for (var at = 0; at < text.Length; )
        {
            var match = AnyWord().Match(text, at);
            if (!match.Success)
                words.Enqueue(text[at++].ToString());
            else
            {
                if (!string.IsNullOrWhiteSpace(match.Value))
                    words.Enqueue(match.Value);
                at += match.Length;
            }
        }

        return words;
    }

    // White space, a string, a quoted name, a dollar-quoted body, a number, a name, a cast, a bracket, an operator.
    [GeneratedRegex(
        """
            \G(?:\s+|[EeBbXx]?'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(?<tag>[A-Za-z_]*)\$.*?\$\k<tag>\$|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|[A-Za-z_][\w$]*|::|[()\[\],;]|[-+*/<>=~!@\#%^&|`?:.]+)
            """,
        RegexOptions.Singleline
            | RegexOptions.ExplicitCapture
            | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex AnyWord();
}
