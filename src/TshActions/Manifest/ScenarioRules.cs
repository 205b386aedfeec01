using System.Text.RegularExpressions;

namespace TshActions.Manifest;

/// <summary>Scenarios that use what no step before gives them, and secrets that are written instead of named.</summary>
internal static partial class ScenarioRules
{
    private const string OfThisTry = "random";
    private const string Secret = "env.";

    public static IEnumerable<Problem> Check(Checked check) =>
        check.Find("kind")?.Text is "scenario"
            ?
            [
                .. Attempts(check),
                .. StepNames(check),
                .. Captures(check),
                .. Secrets(check),
                .. Literals(check),
                .. Unquoted(check),
            ]
            : [];

    private static IEnumerable<Problem> Attempts(Checked check)
    {
        if (
            check.Find("attempts") is { } attempts
            && Scalars.NumberIn(attempts.Find("successes")) is { } successes
            && Scalars.NumberIn(attempts.Find("of")) is { } of
            && successes > of
        )
            yield return attempts["successes"]
                .Problem(
                    $"{successes} successes of {of} tries can never happen",
                    "`successes` must not be more than `of`."
                );
    }

    private static IEnumerable<Problem> StepNames(Checked check)
    {
        HashSet<string> seen = [];
        foreach (var step in AllSteps(check))
            if (step.Find("name") is { } name && !seen.Add(name.Text))
                yield return name.Problem(
                    $"two steps are called `{name.Text}`",
                    "Give each a name of its own."
                );
    }

    private static IEnumerable<Problem> Captures(Checked check)
    {
        var all = AllSteps(check).SelectMany(Names).ToHashSet();
        HashSet<string> made = [OfThisTry];
        foreach (var step in AllSteps(check))
        {
            foreach (var (name, place) in Used(step))
                if (!name.StartsWith(Secret, StringComparison.Ordinal) && !made.Contains(name))
                    yield return new Problem(
                        place.Line,
                        place.Column,
                        all.Contains(name)
                            ? $"`{{{name}}}` is used before a step captures it"
                            : $"no step captures `{{{name}}}`",
                        all.Contains(name)
                            ? "Use it in a later step."
                            : $"Add `capture: {{ {name}: $.… }}` to the step whose answer has it."
                    );
            foreach (var name in Names(step))
                if (name is OfThisTry)
                    yield return step["capture"]
                        .Keys[name]
                        .Problem(
                            "`random` is made anew for each try",
                            "Capture it by another name."
                        );
                else
                    made.Add(name);
        }
    }

    private static IEnumerable<Problem> Secrets(Checked check)
    {
        var declared = check.Find("secrets")?.Items ?? [];
        var used = AllSteps(check)
            .SelectMany(Used)
            .Where(use => use.Name.StartsWith(Secret, StringComparison.Ordinal))
            .Select(use => (Name: use.Name[Secret.Length..], use.Place))
            .ToList();
        foreach (var (name, place) in used)
            if (declared.All(secret => secret.Text != name))
                yield return new Problem(
                    place.Line,
                    place.Column,
                    $"`{{env.{name}}}` is not among the check's secrets",
                    $"Add `secrets: [{name}]`; what is not named there is not read."
                );
        foreach (var secret in declared)
            if (used.All(use => use.Name != secret.Text))
                yield return secret.Problem(
                    $"no step uses the secret `{secret.Text}`",
                    $"Leave it out, or write `{{env.{secret.Text}}}` where it belongs."
                );
    }

    /// <summary>Whoever reads the repository has what stands here.</summary>
    private static IEnumerable<Problem> Literals(Checked check) =>
        from step in AllSteps(check)
        from entry in Entries(step.Find("body")?.Tree)
            .Concat(
                (step.Find("headers")?.Keys ?? new Dictionary<string, Checked>()).Select(header =>
                    (
                        header.Key,
                        Leaf: new YamlTree.Leaf(
                            header.Value.Text,
                            Quoted: true,
                            header.Value.Line,
                            header.Value.Column
                        )
                    )
                )
            )
        where
            SecretKey().IsMatch(entry.Key)
            && !entry.Leaf.IsNothing
            && !Placeholder().IsMatch(entry.Leaf.Text)
        select new Problem(
            entry.Leaf.Line,
            entry.Leaf.Column,
            $"`{entry.Key}` is written here for whoever reads the repository",
            "Change it, hand the new one in as a secret, and write `{env.NAME}`."
        );

    /// <summary>Without quotes YAML takes braces for a map.</summary>
    private static IEnumerable<Problem> Unquoted(Checked check) =>
        from step in AllSteps(check)
        from map in Maps(step.Find("body")?.Tree)
        where
            map.Entries is [{ Value: YamlTree.Leaf { IsNothing: true }, Key.Text: var name }]
            && Placeholder().IsMatch($"{{{name}}}")
        select new Problem(
            map.Line,
            map.Column,
            $"{{{map.Entries[0].Key.Text}}} without quotes is a map with a key of this name",
            $"Write \"{{{map.Entries[0].Key.Text}}}\"."
        );

    private static IEnumerable<Checked> AllSteps(Checked check) =>
        (check.Find("steps")?.Items ?? []).Concat(check.Find("cleanup")?.Items ?? []);

    private static IEnumerable<string> Names(Checked step) => step.Find("capture")?.Keys.Keys ?? [];

    private static IEnumerable<(string Name, YamlTree Place)> Used(Checked step) =>
        from leaf in Leaves(step)
        from match in Placeholder().Matches(leaf.Text)
        select (match.Groups[1].Value, (YamlTree)leaf);

    private static IEnumerable<YamlTree.Leaf> Leaves(Checked step) =>
        new[] { step.Find("path") }
            .Concat(step.Find("headers")?.Keys.Values ?? [])
            .OfType<Checked>()
            .Select(part => new YamlTree.Leaf(part.Text, Quoted: true, part.Line, part.Column))
            .Concat(Single(step.Find("body")?.Tree))
            .Concat((step.Find("expect")?.Keys.Values ?? []).SelectMany(part => Single(part.Tree)));

    private static IEnumerable<YamlTree.Leaf> Single(YamlTree? tree) =>
        tree switch
        {
            YamlTree.Leaf leaf => [leaf],
            YamlTree.List list => list.Items.SelectMany(Single),
            YamlTree.Map map => map.Entries.SelectMany(entry => Single(entry.Value)),
            _ => [],
        };

    private static IEnumerable<YamlTree.Map> Maps(YamlTree? tree) =>
        tree switch
        {
            YamlTree.List list => list.Items.SelectMany(Maps),
            YamlTree.Map map => map.Entries.SelectMany(entry => Maps(entry.Value)).Prepend(map),
            _ => [],
        };

    private static IEnumerable<(string Key, YamlTree.Leaf Leaf)> Entries(YamlTree? tree) =>
        from map in Maps(tree)
        from entry in map.Entries
        where entry.Value is YamlTree.Leaf
        select (entry.Key.Text, (YamlTree.Leaf)entry.Value);

    [GeneratedRegex(@"\{([A-Za-z_][A-Za-z0-9_.-]*)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(
        @"^(pass|passwd|password|secret|client[-_]?secret|token|access[-_]?token|refresh[-_]?token|(x-)?api[-_]?key|authorization|cookie)\z",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SecretKey();
}
