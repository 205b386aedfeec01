namespace TshActions.Manifest;

/// <summary>Environments that cannot stand side by side.</summary>
internal static class EnvironmentRules
{
    public static IEnumerable<Problem> Check(Checked root) =>
        [
            .. Environments(root).SelectMany(entry => SlotPorts(entry.Key, entry.Value)),
            .. Requirements(root),
            .. Ring(root),
        ];

    public static IEnumerable<KeyValuePair<string, Checked>> Environments(Checked root) =>
        root.Find("environments")?.Keys ?? Enumerable.Empty<KeyValuePair<string, Checked>>();

    private static IEnumerable<Problem> SlotPorts(string name, Checked environment)
    {
        var blue = environment.Find("slots")?.Find("blue")?.Find("port");
        var green = environment.Find("slots")?.Find("green")?.Find("port");
        if (blue is not null && green is not null && blue.Text == green.Text)
            yield return green.Problem(
                $"both slots of {name} listen on port {green.Text}",
                "Give each slot a port of its own; both run at once."
            );
    }

    private static IEnumerable<Problem> Requirements(Checked root)
    {
        var names = Environments(root).Select(environment => environment.Key).ToHashSet();
        foreach (var (name, environment) in Environments(root))
            if (environment.Find("requires") is { } required)
                if (required.Text == name)
                    yield return required.Problem(
                        $"{name} requires itself",
                        "Name the environment before it."
                    );
                else if (!names.Contains(required.Text))
                    yield return required.Problem(
                        $"{name} requires `{required.Text}`, which is no environment of this manifest",
                        names.Count > 1
                            ? $"Name one of: {string.Join(", ", names.Where(other => other != name))}."
                            : "There is no other environment; leave `requires` out."
                    );
    }

    private static IEnumerable<Problem> Ring(Checked root)
    {
        var before = Environments(root)
            .ToDictionary(entry => entry.Key, entry => entry.Value.Find("requires"));
        foreach (var name in before.Keys)
        {
            List<string> way = [name];
            while (before.GetValueOrDefault(way[^1]) is { } next && !way.Contains(next.Text))
                way.Add(next.Text);
            // Told once: at the environment whose name comes first.
            if (
                way.Count > 1
                && way.Min(StringComparer.Ordinal) == name
                && before.GetValueOrDefault(way[^1]) is { } last
                && last.Text == name
            )
                yield return last.Problem(
                    $"environments require each other in a ring: {string.Join(" → ", way.Append(name))}",
                    "Leave one `requires` out: something must come first."
                );
        }
    }
}
