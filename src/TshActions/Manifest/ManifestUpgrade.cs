using System.Text.RegularExpressions;

namespace TshActions.Manifest;

/// <summary>What became of a manifest that was to be brought to the present version.</summary>
internal abstract record Upgraded
{
    public sealed record Nothing : Upgraded;

    /// <summary>Nobody but the team can say what is meant.</summary>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : Upgraded;

    /// <param name="Left">What the reader still refuses, at its place in the new text.</param>
    public sealed record Converted(string Text, IReadOnlyList<Problem> Left) : Upgraded;
}

/// <summary>Version 0 to version 1, key by key, in the text itself: what is not an old key stays as it is written.</summary>
internal sealed partial class ManifestUpgrade
{
    private readonly YamlTree.Map _root;
    private readonly TextEdits _edits;
    private readonly List<Problem> _problems = [];

    private ManifestUpgrade(string text, YamlTree.Map root) =>
        (_root, _edits) = (root, new TextEdits(text));

    public static Upgraded Of(string text)
    {
        List<Problem> problems = [];
        if (YamlTree.Read(text, problems) is not { } tree || problems.Count > 0)
            return new Upgraded.Refused(problems);
        if (ManifestVersion.Problem(tree) is not { } other || tree is not YamlTree.Map root)
            return new Upgraded.Nothing();
        var old = ManifestVersion.OldKeys(root);
        if (old.Count is 0 && root.TextOf("version") is not "0")
            return new Upgraded.Refused([other]);

        var upgrade = new ManifestUpgrade(text, root);
        upgrade.Convert(old);
        if (upgrade._problems.Count > 0)
            return new Upgraded.Refused(upgrade._problems);
        var converted = upgrade._edits.Apply();
        return new Upgraded.Converted(converted, ManifestReader.Read(converted).Problems);
    }

    private void Convert(IReadOnlyList<OldKey> old)
    {
        if (_root.Find("version") is YamlTree.Leaf version)
            _edits.Replace(version.Span, $"{ManifestVersion.Current}");
        foreach (var key in old)
            if (key.Entry.Value.Span.Start.Value < key.Entry.Key.Span.End.Value)
                Refuse(key, "is written elsewhere, under an anchor", "Write it out here.");
            else
                Convert(key);
    }

    private void Convert(OldKey key)
    {
        switch (key.Entry.Key.Text)
        {
            case "host":
                _edits.Replace(key.Entry.Key.Span, "hosts");
                _edits.Enlist(key.Entry.Value);
                break;
            case "port" when Beside(key, "alt-port") is { } green:
                Rewrite(
                    key,
                    $"slots: {{ blue: {{ port: {Text(key)} }}, green: {{ port: {green} }} }}"
                );
                break;
            case "port":
                Refuse(key, "stands without `alt-port`", "Add `alt-port`, the other slot's port.");
                break;
            case "alt-port" when Beside(key, "port") is null:
                Refuse(key, "stands without `port`", "Add `port`, the first slot's port.");
                break;
            case "health":
                Health(key);
                break;
            case "clean-ticks":
                CleanTicks(key);
                break;
            case "failures":
                ErrorRate(
                    key,
                    [
                        $"failures: {Text(key)}",
                        .. Beside(key, "of") is { } of ? [$"of: {of}"] : (string[])[],
                    ]
                );
                break;
            case "of" when Beside(key, "failures") is null:
                ErrorRate(key, [$"of: {Text(key)}"]);
                break;
            default:
                // Its pair says it.
                _edits.Remove(key.In, key.Entry);
                break;
        }
    }

    /// <summary>The path that was asked is a probe, and the one that says which release answers.</summary>
    private void Health(OldKey key)
    {
        var probe = $"{{ name: health, path: {Text(key)} }}";
        var identity = $"identity: {{ path: {Text(key)} }}";
        if (_root.Find("gate") is not { } written)
        {
            Rewrite(key, $"gate: {{ {identity}, probes: [{probe}] }}");
            return;
        }

        if (written is not YamlTree.Map { Entries.Count: > 0 } gate)
        {
            Refuse(key, "cannot go into `gate`, which holds no keys", "Leave `gate` out.");
            return;
        }

        _edits.Remove(key.In, key.Entry);
        if (gate.Find("identity") is null)
            _edits.InsertFirst(gate, identity);
        switch (gate.Find("probes"))
        {
            case null:
                _edits.InsertFirst(gate, $"probes: [{probe}]");
                break;
            case YamlTree.List probes
                when probes.Items.All(item =>
                    (item as YamlTree.Map)?.TextOf("name") is not "health"
                ):
                _edits.InsertFirst(probes, probe);
                break;
        }
    }

    /// <summary>So many ticks in a row last one interval less than they are.</summary>
    private void CleanTicks(OldKey key)
    {
        var interval = (_root.Find("gate") as YamlTree.Map)?.TextOf("interval") ?? UsualInterval;
        if (
            int.TryParse(Text(key), out var ticks)
            && ticks > 0
            && Length().Match(interval) is { Success: true } one
        )
            Rewrite(
                key,
                $"minimum-success: {(ticks - 1) * int.Parse(one.Groups[1].ValueSpan)}{one.Groups[2].Value}"
            );
        else
            Refuse(key, $"is `{Text(key)}`, of ticks {interval} apart", "Write a number from 1.");
    }

    private void ErrorRate(OldKey key, string[] entries)
    {
        if (key.In.Find("error-rate") is YamlTree.Map { Entries.Count: > 0 } rule)
        {
            _edits.Remove(key.In, key.Entry);
            foreach (var entry in entries)
                _edits.InsertFirst(rule, entry);
        }
        else
            Rewrite(key, $"error-rate: {{ {string.Join(", ", entries)} }}");
    }

    private void Rewrite(OldKey key, string now) =>
        _edits.Replace(key.Entry.Key.Span.Start..key.Entry.Value.Span.End, now);

    private void Refuse(OldKey key, string what, string fix) =>
        _problems.Add(new(key.Entry.Key.Line, key.Entry.Key.Column, $"`{key.Path}` {what}", fix));

    private static string Text(OldKey key) => (key.Entry.Value as YamlTree.Leaf)?.Text ?? "";

    private static string? Beside(OldKey key, string other) => key.In.TextOf(other);

    /// <summary>GateShape's default.</summary>
    private const string UsualInterval = "8s";

    [GeneratedRegex("^([0-9]{1,6})(ms|s|m|h|d)$")]
    private static partial Regex Length();
}
