namespace TshActions.Manifest;

/// <summary>
/// Gates that a team need not write: YAML like its own, laid under it. What the manifest says wins, key by key; entries
/// of lists are the same when their names are.
/// </summary>
internal static class GatePresets
{
    public const string Usual = "default";

    public static IReadOnlyList<string> Names { get; } = ["minimal", Usual, "erp-strict"];

    /// <summary>The text of a preset.</summary>
    public static string Text(string name)
    {
        using var stream = typeof(GatePresets).Assembly.GetManifestResourceStream(
            $"tsh-preset/{name}"
        )!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The manifest with the preset it names filled in.</summary>
    public static YamlTree LayUnder(YamlTree manifest, ICollection<Problem> problems)
    {
        if (manifest is not YamlTree.Map root)
            return manifest;
        if (root.Find("gate") is not { } written)
            return Put(root, Read(Usual).PresetAt(root));
        if (written is not YamlTree.Map gate)
            return manifest;
        // A name that is none is told by the shape, and the rest is read as usual.
        var name = gate.TextOf("preset") is { } known && Names.Contains(known) ? known : Usual;
        var preset = Read(name);
        foreach (var list in (string[])["checks", "gauges"])
        foreach (var problem in NothingToLeaveOut(gate, preset, list, name))
            problems.Add(problem);
        return Put(root, Over(gate, preset));
    }

    private static YamlTree.Map Read(string name)
    {
        var tree = (YamlTree.Map)YamlTree.Read(Text(name), [])!;
        var own = tree with
        {
            Entries = [.. tree.Entries.Where(entry => entry.Key.Text is not "preset")],
        };
        return tree.TextOf("preset") is { } below ? Over(own, Read(below)) : own;
    }

    private static YamlTree.Map Put(YamlTree.Map root, YamlTree gate) =>
        root with
        {
            Entries =
            [
                .. root.Entries.Where(entry => entry.Key.Text is not "gate"),
                new YamlTree.Entry(
                    root.Entries.FirstOrDefault(entry => entry.Key.Text is "gate")?.Key
                        ?? new YamlTree.Leaf("gate", Quoted: false, root.Line, root.Column),
                    gate
                ),
            ],
        };

    private static YamlTree.Map Over(YamlTree.Map over, YamlTree.Map under) =>
        over with
        {
            Entries =
            [
                .. over.Entries.Select(entry =>
                    under.Find(entry.Key.Text) is { } below
                        ? entry with
                        {
                            Value = Over(entry.Value, below),
                        }
                        : entry
                ),
                .. under
                    .Entries.Where(entry => over.Find(entry.Key.Text) is null)
                    .Select(entry => new YamlTree.Entry(entry.Key, entry.Value.PresetAt(over))),
            ],
        };

    private static YamlTree Over(YamlTree over, YamlTree under) =>
        (over, under) switch
        {
            (YamlTree.Map map, YamlTree.Map below) => Over(map, below),
            // An empty list stays empty, and is refused.
            (YamlTree.List { Items.Count: > 0 } list, YamlTree.List below) when IsNamed(below) =>
                Over(list, below),
            _ => over,
        };

    private static YamlTree.List Over(YamlTree.List over, YamlTree.List under)
    {
        var below = under.Items.OfType<YamlTree.Map>().ToDictionary(item => item.TextOf("name")!);
        var own = over.Items.Select(NameOf).OfType<string>().ToHashSet();
        return over with
        {
            // The team's own first, so that they are counted as they stand in the file.
            Items =
            [
                .. over.Items.Select(item =>
                    item is YamlTree.Map map
                    && NameOf(item) is { } name
                    && below.GetValueOrDefault(name) is { } same
                    && (map.TextOf("kind") ?? same.TextOf("kind")) == same.TextOf("kind")
                        ? Over(map, same)
                        : item
                ),
                .. below
                    .Where(item => !own.Contains(item.Key))
                    .Select(item => item.Value.PresetAt(over)),
            ],
        };
    }

    private static bool IsNamed(YamlTree.List list) =>
        list.Items.All(item => NameOf(item) is not null);

    private static string? NameOf(YamlTree item) => (item as YamlTree.Map)?.TextOf("name");

    private static IEnumerable<Problem> NothingToLeaveOut(
        YamlTree.Map gate,
        YamlTree.Map preset,
        string list,
        string name
    )
    {
        var known = Items(preset, list).Select(NameOf).OfType<string>().ToList();
        foreach (var item in Items(gate, list).OfType<YamlTree.Map>())
            if (
                (item.TextOf("kind") ?? item.TextOf("then")) is "off"
                && NameOf(item) is { } left
                && !known.Contains(left)
            )
                yield return new Problem(
                    item.Line,
                    item.Column,
                    $"`{left}` is off, and the preset `{name}` has nothing of this name in `{list}`",
                    known.Count is 0 ? "Leave it out." : $"It has: {string.Join(", ", known)}."
                );
    }

    private static IReadOnlyList<YamlTree> Items(YamlTree.Map gate, string list) =>
        (
            list is "gauges"
                ? (gate.Find("post-switch") as YamlTree.Map)?.Find(list)
                : gate.Find(list)
        )
            is YamlTree.List { Items: var items }
            ? items
            : [];
}
