namespace TshActions.Manifest;

/// <summary>Environments that cannot stand side by side.</summary>
internal static class EnvironmentRules
{
    public static IEnumerable<Problem> Check(Checked root) =>
        [
            .. Environments(root).SelectMany(entry => SlotPorts(entry.Key, entry.Value)),
            .. Environments(root).SelectMany(entry => OneHost(entry.Key, entry.Value)),
            .. Requirements(root),
            .. Ring(root),
            .. SharedPorts(root),
            .. SharedUnits(root),
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

    private static IEnumerable<Problem> OneHost(string name, Checked environment)
    {
        if (environment.Find("hosts") is { Items.Count: > 1 } hosts)
            yield return hosts
                .Items[1]
                .Problem(
                    $"{name} has {hosts.Items.Count} hosts",
                    "This version deploys to one host per environment; name one."
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

    private static IEnumerable<Problem> SharedPorts(Checked root)
    {
        Dictionary<(string Address, string Port), string> taken = [];
        foreach (var (name, environment) in Environments(root))
        {
            if (Address(environment) is not { } address)
                continue;
            foreach (var slot in environment.Find("slots")?.Keys.Values ?? [])
                if (slot.Find("port") is { } port && !taken.TryAdd((address.Text, port.Text), name))
                    if (taken[(address.Text, port.Text)] is var other && other != name)
                        yield return port.Problem(
                            $"port {port.Text} on {address.Text} belongs to {other} already",
                            $"Give {name} ports of its own on this host."
                        );
        }
    }

    private static IEnumerable<Problem> SharedUnits(Checked root)
    {
        if (
            root.Find("runtime")?.Find("unit") is not { } unit
            || unit.Text.Contains("{environment}")
        )
            yield break;
        var hosts = Environments(root)
            .Select(entry => (Name: entry.Key, Address: Address(entry.Value)?.Text))
            .Where(entry => entry.Address is not null);
        foreach (var host in hosts.GroupBy(entry => entry.Address))
            if (host.Count() > 1)
                yield return unit.Problem(
                    $"{string.Join(" and ", host.Select(entry => entry.Name))} are both on {host.Key}, and `runtime.unit` gives their slots the same units",
                    "Put {environment} into the name."
                );
    }

    private static Checked? Address(Checked environment) =>
        environment.Find("hosts") is { Items: [var host, ..] } ? host.Find("address") : null;
}
