using System.Diagnostics;
using System.Text.RegularExpressions;
using TshActions.Core;

namespace TshActions.Manifest;

/// <summary>Holds a tree against its shape and collects every problem in one go.</summary>
internal sealed partial class ShapeCheck(ICollection<Problem> problems)
{
    /// <summary>The checked part, complete if no problem was added.</summary>
    public Checked Read(YamlTree tree, Shape shape, string path) =>
        shape switch
        {
            Shape.Text text => Leaf(tree, path, text.Kind, text.Accepts),
            Shape.Choice choice => Leaf(
                tree,
                path,
                $"one of: {string.Join(", ", choice.Words)}",
                choice.Words.Contains
            ),
            Shape.List list => List(tree, list, path),
            Shape.Map map => Map(tree, map, path),
            Shape.Kinds kinds => Kinds(tree, kinds, path),
            Shape.Table table => Table(tree, table, path),
            Shape.Free free => Free(tree, free, path),
            _ => throw new UnreachableException(),
        };

    private Checked Leaf(YamlTree tree, string path, string kind, Func<string, bool> accepts)
    {
        if (tree is not YamlTree.Leaf leaf)
            Add(tree, $"`{path}` holds {Word(tree)}", $"Write {kind}.");
        else if (leaf.IsNothing)
            Add(tree, $"`{path}` has no value", $"Write {kind} behind it.");
        else if (!HoldsSecret(leaf, path, $"Write {kind}.") && !accepts(leaf.Text))
            Add(tree, $"`{path}` is `{Short(leaf.Text)}`", $"Write {kind}.");
        return new Checked(tree.Line, tree.Column, (tree as YamlTree.Leaf)?.Text);
    }

    private bool HoldsSecret(YamlTree.Leaf leaf, string path, string fix)
    {
        var what =
            leaf.Text.Contains("PRIVATE KEY-----") ? ("a private key", "make a new one")
            : Password().IsMatch(leaf.Text)
                ? ("an address with a password in it", "change the password")
            : ((string Secret, string Cure)?)null;
        if (what is not var (secret, cure))
            return false;
        Add(
            leaf,
            $"`{path}` holds {secret}",
            $"Take it out and {cure}, for whoever reads the repository has it. {fix}"
        );
        return true;
    }

    private Checked Free(YamlTree tree, Shape.Free shape, string path)
    {
        if (shape.IsSingle && tree is not YamlTree.Leaf)
            Add(tree, $"`{path}` holds {Word(tree)}", "Write a single value, or nothing.");
        foreach (var leaf in Leaves(tree))
            HoldsSecret(leaf, path, "Hand it in as a secret and name it here.");
        return new Checked(tree.Line, tree.Column, (tree as YamlTree.Leaf)?.Text) { Tree = tree };
    }

    private static IEnumerable<YamlTree.Leaf> Leaves(YamlTree tree) =>
        tree switch
        {
            YamlTree.Leaf leaf => [leaf],
            YamlTree.List list => list.Items.SelectMany(Leaves),
            YamlTree.Map map => map.Entries.SelectMany(entry => Leaves(entry.Value)),
            _ => [],
        };

    private Checked List(YamlTree tree, Shape.List shape, string path)
    {
        var part = new Checked(tree.Line, tree.Column);
        if (tree is not YamlTree.List list)
        {
            Add(
                tree,
                $"`{path}` holds {Word(tree)}",
                "Write a list: one `- ` line for each entry."
            );
            return part;
        }

        if (list.Items.Count < shape.AtLeast)
            Add(tree, $"`{path}` is empty", "Write at least one entry.");
        part.Items.AddRange(
            list.Items.Select(
                (item, index) => Read(item, shape.Item, $"{path}[{NameIn(item) ?? $"{index}"}]")
            )
        );
        return part;
    }

    private Checked Kinds(YamlTree tree, Shape.Kinds shape, string path)
    {
        var part = new Checked(tree.Line, tree.Column);
        if (Entries(tree, path) is not { } entries)
            return part;
        if (entries.FirstOrDefault(entry => entry.Key.Text == shape.By) is not { } by)
        {
            Add(
                tree,
                $"`{Join(path, shape.By)}` is missing",
                $"Add it, one of: {string.Join(", ", shape.Words.Words)}."
            );
            return part;
        }

        // Without a kind nobody can say which keys belong here.
        var word = Read(by.Value, shape.Words, Join(path, shape.By));
        return shape.Maps.FirstOrDefault(kind => kind.Word == word.Text) is { Map: { } map }
            ? Map(tree, shape.Of(word.Text, map), path, kinds: shape)
            : part;
    }

    private Checked Map(
        YamlTree tree,
        Shape.Map shape,
        string path,
        bool written = true,
        Shape.Kinds? kinds = null
    )
    {
        var part = new Checked(tree.Line, tree.Column) { IsWritten = written };
        if (Entries(tree, path) is not { } entries)
            return part;

        foreach (var entry in entries)
            if (shape.Keys.FirstOrDefault(key => key.Name == entry.Key.Text) is { } known)
                part.Add(known.Name, Read(entry.Value, known.Shape, Join(path, known.Name)));
            else if (
                kinds?.Maps.FirstOrDefault(kind =>
                    kind.Map.Keys.Any(key => key.Name == entry.Key.Text)
                ) is
                { Word: { } other }
            )
                Add(
                    entry.Key,
                    $"`{Join(path, entry.Key.Text)}` belongs to `{kinds.By}: {other}`, and this is `{kinds.By}: {Word(shape, kinds)}`",
                    $"Leave it out, or change `{Join(path, kinds.By)}`."
                );
            else
                Add(
                    entry.Key,
                    $"`{Join(path, entry.Key.Text)}` is not a key of the manifest",
                    Nearest(entry.Key.Text, shape)
                );

        foreach (var key in shape.Keys)
            if (part.Find(key.Name) is null)
                FillIn(part, key, tree, path);
        return part;
    }

    private void FillIn(Checked part, Shape.Key key, YamlTree tree, string path)
    {
        if (key.Required)
            Add(tree, $"`{Join(path, key.Name)}` is missing", $"Add it: {key.Shape.About}");
        else if (key.Default is { } text)
            part.Add(key.Name, new Checked(tree.Line, tree.Column, text) { IsWritten = false });
        else if (
            key.Shape is Shape.Map { Keys: var keys, IsOptional: false } map
            && keys.All(inner => !inner.Required)
        )
            part.Add(
                key.Name,
                Map(
                    new YamlTree.Map([], tree.Line, tree.Column),
                    map,
                    Join(path, key.Name),
                    written: false
                )
            );
    }

    private Checked Table(YamlTree tree, Shape.Table shape, string path)
    {
        var part = new Checked(tree.Line, tree.Column);
        if (Entries(tree, path) is not { } entries)
            return part;
        if (entries.Count is 0)
            Add(tree, $"`{path}` is empty", "Write at least one entry.");
        foreach (var entry in entries)
        {
            if (!shape.Name.Accepts(entry.Key.Text))
                Add(
                    entry.Key,
                    $"`{entry.Key.Text}` cannot be a key of `{path}`",
                    $"Write {shape.Name.Kind}."
                );
            part.Add(entry.Key.Text, Read(entry.Value, shape.Value, Join(path, entry.Key.Text)));
        }

        return part;
    }

    private IReadOnlyList<YamlTree.Entry>? Entries(YamlTree tree, string path)
    {
        if (tree is YamlTree.Map map)
            return map.Entries;
        var name = path.Length is 0 ? "the manifest" : $"`{path}`";
        Add(tree, $"{name} holds {Word(tree)}", "Write `key: value` lines.");
        return null;
    }

    private void Add(YamlTree at, string what, string fix) =>
        problems.Add(new Problem(at.Line, at.Column, what, fix));

    /// <summary>`scheme://user:password@`; a variable in the password's place is none.</summary>
    [GeneratedRegex("://[^/@:\\s]*:[^/@\\s$({]+@")]
    private static partial Regex Password();

    /// <summary>What a preset lists is told by its name: it has no place in the file to count from.</summary>
    private static string? NameIn(YamlTree item) =>
        item is YamlTree.Map { IsPreset: true } map ? map.TextOf("name") : null;

    private static string Word(Shape.Map shape, Shape.Kinds kinds) =>
        ((Shape.Choice)shape.Keys.First(key => key.Name == kinds.By).Shape).Words[0];

    private static string Join(string path, string key) => path.Length is 0 ? key : $"{path}.{key}";

    private static string Word(YamlTree tree) =>
        tree switch
        {
            YamlTree.Leaf leaf => leaf.IsNothing
                ? "nothing"
                : $"a single value, `{Short(leaf.Text)}`",
            YamlTree.List => "a list",
            _ => "a map of keys",
        };

    private static string Short(string text)
    {
        var line = text.Split('\n')[0];
        return line.Length > 80 ? line[..80] + "…"
            : line.Length < text.TrimEnd().Length ? line + " …"
            : line;
    }

    private static string Nearest(string word, Shape.Map shape)
    {
        if (word is "<<")
            return "Merge keys are not read; write the keys out.";
        var near = shape
            .Keys.Select(key => key.Name)
            .MinBy(name => EditDistance.Between(word, name));
        return near is not null && EditDistance.Between(word, near) <= Math.Max(2, word.Length / 3)
            ? $"Did you mean `{near}`?"
            : $"Known here: {string.Join(", ", shape.Keys.Select(key => key.Name))}.";
    }
}
