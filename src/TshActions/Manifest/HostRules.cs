namespace TshActions.Manifest;

/// <summary>Hosts that cannot work side by side.</summary>
internal static class HostRules
{
    public static IEnumerable<Problem> Check(Checked root) =>
        [
            .. EnvironmentRules
                .Environments(root)
                .SelectMany(entry =>
                    Names(entry.Key, entry.Value)
                        .Concat(Addresses(entry.Key, entry.Value))
                        .Concat(Sites(entry.Key, entry.Value))
                ),
            .. SharedPorts(root),
        ];

    public static IReadOnlyList<Checked> Hosts(Checked environment) =>
        environment.Find("hosts")?.Items ?? [];

    /// <summary>What tells two hosts apart: behind one address there may be several, each with its own sshd.</summary>
    public static string? Machine(Checked host) =>
        host.Find("address") is { } address && host.Find("port") is { } port
            ? port.Text is "22"
                ? address.Text.ToLowerInvariant()
                : $"{address.Text.ToLowerInvariant()} (ssh port {port.Text})"
            : null;

    private static IEnumerable<Problem> Names(string environment, Checked part)
    {
        HashSet<string> seen = [];
        foreach (var host in Hosts(part))
            if (host.Find("name") is { } name && !seen.Add(name.Text))
                yield return name.Problem(
                    $"two hosts of {environment} are called `{name.Text}`",
                    "Give each a name of its own; reports tell them apart by it."
                );
    }

    private static IEnumerable<Problem> Addresses(string environment, Checked part)
    {
        HashSet<string> seen = [];
        foreach (var host in Hosts(part))
            if (Machine(host) is { } machine && !seen.Add(machine))
                yield return host["address"]
                    .Problem(
                        $"{machine} stands among the hosts of {environment} a second time",
                        "Leave one of the two out."
                    );
    }

    private static IEnumerable<Problem> Sites(string environment, Checked part)
    {
        var several = Hosts(part).Count > 1;
        HashSet<string> seen = [];
        foreach (var host in Hosts(part))
            if (host.Find("site") is not { } site)
            {
                if (several)
                    yield return host.Problem(
                        $"{environment} has several hosts, and this one has no `site`, so nothing could prove which host answered",
                        "Give each host the address at which it alone answers, like https://vps-one.erp.example.com; its nginx must serve that name."
                    );
            }
            else if (!seen.Add(Address(site)))
                yield return site.Problem(
                    $"two hosts of {environment} have the site {site.Text}",
                    "Give each the address at which it alone answers."
                );
            else if (several && part.Find("site") is { } shared && Address(shared) == Address(site))
                yield return site.Problem(
                    $"{site.Text} is the site of all hosts of {environment}",
                    "Give this host the address at which it alone answers."
                );
    }

    private static IEnumerable<Problem> SharedPorts(Checked root)
    {
        Dictionary<(string Machine, string Port), string> taken = [];
        foreach (var (name, environment) in EnvironmentRules.Environments(root))
        foreach (var slot in environment.Find("slots")?.Keys.Values ?? [])
        {
            if (slot.Find("port") is not { } port)
                continue;
            // Told once for each port, at the first host that is shared.
            var told = false;
            foreach (var machine in Hosts(environment).Select(Machine).OfType<string>())
                if (!taken.TryAdd((machine, port.Text), name) && !told)
                    if (taken[(machine, port.Text)] is var other && other != name)
                    {
                        told = true;
                        yield return port.Problem(
                            $"port {port.Text} on {machine} belongs to {other} already",
                            $"Give {name} ports of its own on this host."
                        );
                    }
        }
    }

    private static string Address(Checked site) => site.Text.TrimEnd('/').ToLowerInvariant();
}
