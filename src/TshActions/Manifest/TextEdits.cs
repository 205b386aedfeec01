using System.Text;

namespace TshActions.Manifest;

/// <summary>
/// Changes at places of a YAML text that leave all the rest as it stands, comments and layout included. Places are
/// those of the text before any change.
/// </summary>
internal sealed class TextEdits(string text)
{
    private readonly List<(int Begin, int End, string Text)> _edits = [];

    public void Replace(Range at, string with) => _edits.Add((at.Start.Value, at.End.Value, with));

    public void Insert(int at, string what) => _edits.Add((at, at, what));

    /// <summary>Puts an entry before all others of a map.</summary>
    public void InsertFirst(YamlTree.Map map, string entry)
    {
        var begin = map.Span.Start.Value;
        if (map.IsFlow)
            Insert(
                text.IndexOf('{', begin) + 1,
                map.Entries.Count > 0 ? $" {entry}," : $" {entry} "
            );
        else
            Insert(map.Entries[0].Key.Span.Start.Value, $"{entry}\n{Margin(map.Entries[0].Key)}");
    }

    /// <summary>Puts an item before all others of a list.</summary>
    public void InsertFirst(YamlTree.List list, string item)
    {
        var begin = list.Span.Start.Value;
        if (list.IsFlow)
            Insert(text.IndexOf('[', begin) + 1, list.Items.Count > 0 ? $"{item}, " : item);
        else
            Insert(begin, $"- {item}\n{Margin(list)}");
    }

    /// <summary>Makes an item of a list out of a value.</summary>
    public void Enlist(YamlTree value)
    {
        var (begin, end) = (value.Span.Start.Value, value.Span.End.Value);
        if (value is YamlTree.Map { IsFlow: false })
        {
            Insert(begin, "- ");
            for (var line = text.IndexOf('\n', begin, end - begin) + 1; line > 0; )
            {
                if (text[line] is not ('\n' or '\r'))
                    Insert(line, "  ");
                line = text.IndexOf('\n', line, end - line) + 1;
            }
        }
        else
        {
            Insert(begin, "[");
            Insert(end, "]");
        }
    }

    /// <summary>Takes an entry out, and its line where nothing else stands on it; a comment beside it stays.</summary>
    public void Remove(YamlTree.Map map, YamlTree.Entry entry)
    {
        var at = map.Entries.ToList().IndexOf(entry);
        var (begin, end) = (entry.Key.Span.Start.Value, entry.Value.Span.End.Value);
        if (!map.IsFlow)
        {
            while (end < text.Length && text[end] is ' ')
                end++;
            if (end < text.Length && text[end] is '\r' or '\n')
            {
                begin -= entry.Key.Column - 1;
                end = text.IndexOf('\n', end) + 1;
            }
        }
        else if (at + 1 < map.Entries.Count)
            end = map.Entries[at + 1].Key.Span.Start.Value;
        else if (at > 0)
            begin = map.Entries[at - 1].Value.Span.End.Value;
        _edits.Add((begin, end, ""));
    }

    public string Apply()
    {
        var changed = new StringBuilder(text);
        // From the last place to the first; of two at one place the one asked for first comes to stand first.
        foreach (
            var (begin, end, with) in _edits
                .Select((edit, order) => (edit, order))
                .OrderByDescending(one => one.edit.Begin)
                .ThenByDescending(one => one.order)
                .Select(one => one.edit)
        )
            changed.Remove(begin, end - begin).Insert(begin, with);
        return changed.ToString();
    }

    private static string Margin(YamlTree at) => new(' ', at.Column - 1);
}
