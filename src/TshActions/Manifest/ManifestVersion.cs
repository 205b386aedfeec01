namespace TshActions.Manifest;

/// <summary>A key that version 0 had, where it stands, and what became of it.</summary>
/// <param name="In">The map that holds it.</param>
internal sealed record OldKey(YamlTree.Map In, YamlTree.Entry Entry, string Path, string Now);

/// <summary>
/// Which version of the format a manifest is written in. An older one is named, never guessed at: `tsh init --upgrade`
/// converts it.
/// </summary>
internal static class ManifestVersion
{
    public const int Current = 1;

    /// <summary>The one thing to say of a manifest of another version; null for the present one.</summary>
    public static Problem? Problem(YamlTree tree)
    {
        if (tree is not YamlTree.Map root)
            return null;
        var version = root.Find("version") as YamlTree.Leaf;
        if (int.TryParse(version?.Text, out var number) && number > Current)
            return new(
                version!.Line,
                version.Column,
                $"this is version {number} of the manifest, and this tsh knows up to {Current}",
                "Use a newer version of tsh."
            );
        if (OldKeys(root) is [var first, ..])
            return new(
                first.Entry.Key.Line,
                first.Entry.Key.Column,
                $"this is version 0 of the manifest: `{first.Path}` is now `{first.Now}`",
                Cure
            );
        return version?.Text is "0"
            ? new(version.Line, version.Column, "this is version 0 of the manifest", Cure)
            : null;
    }

    /// <summary>In the order of the file; what an anchor repeats is there once.</summary>
    public static IReadOnlyList<OldKey> OldKeys(YamlTree.Map root) =>
        [
            .. Environments(root)
                .Concat(Of(root, "", ("health", "gate.probes")))
                .Concat(
                    root.Find("gate") is YamlTree.Map gate
                        ? Gate(gate, "pre-switch", ("clean-ticks", "minimum-success"))
                            .Concat(
                                Gate(
                                    gate,
                                    "post-switch",
                                    ("failures", "error-rate.failures"),
                                    ("of", "error-rate.of")
                                )
                            )
                        : []
                )
                .DistinctBy(key => (key.Entry.Key.Line, key.Entry.Key.Column))
                .OrderBy(key => key.Entry.Key.Line)
                .ThenBy(key => key.Entry.Key.Column),
        ];

    private const string Cure = "`tsh init --upgrade` converts it.";

    private static IEnumerable<OldKey> Environments(YamlTree.Map root) =>
        root.Find("environments") is YamlTree.Map all
            ? all.Entries.SelectMany(entry =>
                entry.Value is YamlTree.Map environment
                    ? Of(
                        environment,
                        $"environments.{entry.Key.Text}.",
                        ("host", "hosts"),
                        ("port", "slots.blue.port"),
                        ("alt-port", "slots.green.port")
                    )
                    : []
            )
            : [];

    private static IEnumerable<OldKey> Gate(
        YamlTree.Map gate,
        string part,
        params (string Old, string Now)[] keys
    ) => gate.Find(part) is YamlTree.Map map ? Of(map, $"gate.{part}.", keys) : [];

    private static IEnumerable<OldKey> Of(
        YamlTree.Map map,
        string path,
        params (string Old, string Now)[] keys
    ) =>
        from key in keys
        from entry in map.Entries
        where entry.Key.Text == key.Old
        select new OldKey(map, entry, path + key.Old, key.Now);
}
