using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TshActions.Manifest;

/// <summary>A node of a YAML document that knows where it stands.</summary>
public abstract record YamlTree(int Line, int Column)
{
    /// <summary>It stands in a preset; its place is where the manifest would hold it.</summary>
    public bool IsPreset { get; init; }

    /// <summary>From its first character to behind its last, in the text it was read from.</summary>
    public Range Span { get; init; }

    /// <summary>Written as `{ … }` or `[ … ]`.</summary>
    public bool IsFlow { get; init; }

    public sealed record Leaf(string Text, bool Quoted, int Line, int Column)
        : YamlTree(Line, Column)
    {
        /// <summary>`key:` with nothing behind it, or an explicit null.</summary>
        public bool IsNothing => !Quoted && Text is "" or "~" or "null";
    }

    public sealed record List(IReadOnlyList<YamlTree> Items, int Line, int Column)
        : YamlTree(Line, Column);

    public sealed record Map(IReadOnlyList<Entry> Entries, int Line, int Column)
        : YamlTree(Line, Column)
    {
        public YamlTree? Find(string key) =>
            Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;

        /// <summary>The single value under a key, if one stands there.</summary>
        public string? TextOf(string key) => (Find(key) as Leaf)?.Text;
    }

    public sealed record Entry(Leaf Key, YamlTree Value);

    /// <summary>The same as a part of a preset, told at a place of the manifest.</summary>
    public YamlTree PresetAt(YamlTree place)
    {
        YamlTree moved = this switch
        {
            List list => list with { Items = [.. list.Items.Select(item => item.PresetAt(place))] },
            Map map => map with
            {
                Entries =
                [
                    .. map.Entries.Select(entry => new Entry(
                        (Leaf)entry.Key.PresetAt(place),
                        entry.Value.PresetAt(place)
                    )),
                ],
            },
            _ => this,
        };
        return moved with { Line = place.Line, Column = place.Column, IsPreset = true };
    }

    /// <summary>
    /// Reads one document from the parser's events rather than through a deserializer, because only the events keep
    /// duplicate keys and every mark. A text that is no YAML at all gives one problem and no tree.
    /// </summary>
    public static YamlTree? Read(string text, ICollection<Problem> problems)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                problems.Add(
                    new Problem(
                        1,
                        1,
                        "the manifest is empty",
                        "Start from examples/tsh-erp/tsh.yml, or remove it and let `tsh init` write one."
                    )
                );
                return null;
            }

            var tree = Node(parser, new Dictionary<string, YamlTree>(), problems);
            parser.Consume<DocumentEnd>();
            if (parser.Current is DocumentStart second)
                problems.Add(
                    At(
                        second.Start,
                        "a second document begins here",
                        "Keep one document per manifest."
                    )
                );
            return tree;
        }
        catch (YamlException error)
        {
            problems.Add(
                TabIn(text)
                    ?? At(
                        error.Start,
                        $"this is not YAML: {error.Message.TrimEnd('.')}",
                        "Mend the syntax here or just above; quote values that hold `: `, ` #` or `{`."
                    )
            );
            return null;
        }
        // The scanner's own word for some plain texts, like those that begin with a colon behind a comma.
        catch (InvalidOperationException)
        {
            problems.Add(
                At(
                    parser.Current?.End ?? Mark.Empty,
                    "this is not YAML, from here on",
                    "Mend the syntax here or just below; quote values that hold `: `, ` #` or `{`."
                )
            );
            return null;
        }
    }

    private static YamlTree Node(
        Parser parser,
        Dictionary<string, YamlTree> anchors,
        ICollection<Problem> problems
    )
    {
        (YamlTree tree, AnchorName anchor) = parser.Consume<ParsingEvent>() switch
        {
            Scalar leaf => ((YamlTree)LeafOf(leaf), leaf.Anchor),
            SequenceStart start => (ListOf(parser, start, anchors, problems), start.Anchor),
            MappingStart start => (MapOf(parser, start, anchors, problems), start.Anchor),
            AnchorAlias alias when anchors.TryGetValue(alias.Value.Value, out var known) => (
                known,
                AnchorName.Empty
            ),
            AnchorAlias alias => throw new YamlException(
                alias.Start,
                alias.End,
                $"no anchor &{alias.Value.Value} above"
            ),
            var other => throw new YamlException(other.Start, other.End, "a value was expected"),
        };
        if (!anchor.IsEmpty)
            anchors[anchor.Value] = tree;
        return tree;
    }

    private static Leaf LeafOf(Scalar leaf) =>
        new(
            leaf.Value,
            leaf.Style is not ScalarStyle.Plain,
            LineOf(leaf.Start),
            ColumnOf(leaf.Start)
        )
        {
            Span = Between(leaf.Start, leaf.End),
        };

    private static List ListOf(
        Parser parser,
        SequenceStart start,
        Dictionary<string, YamlTree> anchors,
        ICollection<Problem> problems
    )
    {
        List<YamlTree> items = [];
        while (!parser.Accept<SequenceEnd>(out _))
            items.Add(Node(parser, anchors, problems));
        var end = parser.Consume<SequenceEnd>().Start;
        var isFlow = start.Style is SequenceStyle.Flow;
        return new List(items, LineOf(start.Start), ColumnOf(start.Start))
        {
            IsFlow = isFlow,
            Span = Of(start.Start, end, isFlow ? null : items.LastOrDefault()),
        };
    }

    private static Map MapOf(
        Parser parser,
        MappingStart start,
        Dictionary<string, YamlTree> anchors,
        ICollection<Problem> problems
    )
    {
        Dictionary<string, Leaf> seen = [];
        List<Entry> entries = [];
        while (!parser.Accept<MappingEnd>(out _))
        {
            var key = LeafOf(parser.Consume<Scalar>());
            var value = Node(parser, anchors, problems);
            if (seen.TryAdd(key.Text, key))
                entries.Add(new Entry(key, value));
            else
                problems.Add(
                    new Problem(
                        key.Line,
                        key.Column,
                        $"`{key.Text}` stands here a second time; the first is in line {seen[key.Text].Line}",
                        "Keep one of the two."
                    )
                );
        }

        var end = parser.Consume<MappingEnd>().Start;
        var isFlow = start.Style is MappingStyle.Flow;
        return new Map(entries, LineOf(start.Start), ColumnOf(start.Start))
        {
            IsFlow = isFlow,
            Span = Of(start.Start, end, isFlow ? null : entries.LastOrDefault()?.Value),
        };
    }

    /// <summary>What has no bracket of its own ends where its last part does: the parser sees it end at the next one.</summary>
    private static Range Of(Mark start, Mark bracket, YamlTree? last) =>
        (int)start.Index..(last?.Span.End ?? (int)bracket.Index + 1);

    private static Range Between(Mark start, Mark end) => (int)start.Index..(int)end.Index;

    /// <summary>The parser stumbles over a tab somewhere else than where it stands.</summary>
    private static Problem? TabIn(string text)
    {
        var lines = text.Split('\n');
        for (var line = 0; line < lines.Length; line++)
            if (
                lines[line].TakeWhile(char.IsWhiteSpace).ToList().IndexOf('\t')
                is >= 0
                    and var column
            )
                return new Problem(
                    line + 1,
                    column + 1,
                    "a tab indents this line",
                    "Indent with spaces; YAML allows nothing else."
                );
        return null;
    }

    private static Problem At(Mark mark, string what, string fix) =>
        new(LineOf(mark), ColumnOf(mark), what, fix);

    private static int LineOf(Mark mark) => Math.Max(1, (int)mark.Line);

    private static int ColumnOf(Mark mark) => Math.Max(1, (int)mark.Column);
}
