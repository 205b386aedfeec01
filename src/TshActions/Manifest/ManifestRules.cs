namespace TshActions.Manifest;

/// <summary>
/// What no single value shows: combinations that cannot work. Each rule looks only at parts that are there, so that
/// they can speak together with the problems of shape.
/// </summary>
internal static class ManifestRules
{
    public static IEnumerable<Problem> Check(Checked root) =>
        [
            .. Environments(root)
                .SelectMany(environment => SlotPorts(environment.Key, environment.Value)),
            .. Environments(root)
                .SelectMany(environment => OneHost(environment.Key, environment.Value)),
            .. Requirements(root),
            .. Cycles(root),
            .. SharedPorts(root),
            .. UnitPattern(root),
            .. Command(root),
            .. Window(root),
            .. BakeHoldsWindow(root),
            .. DeadlineHoldsTicks(root),
            .. SlotProbe(root),
            .. ProbeNames(root),
        ];

    private static IEnumerable<KeyValuePair<string, Checked>> Environments(Checked root) =>
        root.Find("environments")?.Keys ?? Enumerable.Empty<KeyValuePair<string, Checked>>();

    private static IEnumerable<Problem> SlotPorts(string name, Checked environment)
    {
        var blue = environment.Find("slots")?.Find("blue")?.Find("port");
        var green = environment.Find("slots")?.Find("green")?.Find("port");
        if (blue is not null && green is not null && blue.Text == green.Text)
            yield return new Problem(
                green.Line,
                green.Column,
                $"both slots of {name} listen on port {green.Text}",
                "Give each slot a port of its own; both run at once."
            );
    }

    private static IEnumerable<Problem> OneHost(string name, Checked environment)
    {
        if (environment.Find("hosts") is { Items.Count: > 1 } hosts)
            yield return new Problem(
                hosts.Items[1].Line,
                hosts.Items[1].Column,
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
                    yield return new Problem(
                        required.Line,
                        required.Column,
                        $"{name} requires itself",
                        "Name the environment before it."
                    );
                else if (!names.Contains(required.Text))
                    yield return new Problem(
                        required.Line,
                        required.Column,
                        $"{name} requires `{required.Text}`, which is no environment of this manifest",
                        names.Count > 1
                            ? $"Name one of: {string.Join(", ", names.Where(other => other != name))}."
                            : "There is no other environment; leave `requires` out."
                    );
    }

    private static IEnumerable<Problem> Cycles(Checked root)
    {
        var before = Environments(root)
            .ToDictionary(entry => entry.Key, entry => entry.Value.Find("requires"));
        foreach (var name in before.Keys)
        {
            List<string> way = [name];
            while (
                before.GetValueOrDefault(way[^1]) is { } next
                && !way.Contains(next.Text)
                && before.ContainsKey(next.Text)
            )
                way.Add(next.Text);
            // Told once, at the first environment of the ring in the order of the file.
            if (
                way.Count > 1
                && before[way[^1]] is { } last
                && last.Text == name
                && way.All(other =>
                    before.Keys.ToList().IndexOf(other) >= before.Keys.ToList().IndexOf(name)
                )
            )
                yield return new Problem(
                    last.Line,
                    last.Column,
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
            if (
                environment.Find("hosts") is not { Items: [var host, ..] }
                || host.Find("address") is not { } address
            )
                continue;
            foreach (var slot in environment.Find("slots")?.Keys.Values ?? [])
                if (slot.Find("port") is { } port && !taken.TryAdd((address.Text, port.Text), name))
                    if (taken[(address.Text, port.Text)] is var other && other != name)
                        yield return new Problem(
                            port.Line,
                            port.Column,
                            $"port {port.Text} on {address.Text} belongs to {other} already",
                            $"Give {name} ports of its own on this host."
                        );
        }
    }

    private static IEnumerable<Problem> UnitPattern(Checked root)
    {
        if (root.Find("runtime")?.Find("unit") is not { } unit)
            yield break;
        if (!unit.Text.Contains("{slot}"))
            yield return new Problem(
                unit.Line,
                unit.Column,
                $"`runtime.unit` is `{unit.Text}`, so both slots would be one unit",
                "Put {slot} into the name."
            );
        if (unit.Text.EndsWith(".service"))
            yield return new Problem(
                unit.Line,
                unit.Column,
                $"`runtime.unit` is `{unit.Text}`",
                "Leave .service out; it is added."
            );
        var rest = unit
            .Text.Replace("{slot}", "")
            .Replace("{app}", "")
            .Replace("{environment}", "");
        if (rest.Any(letter => !(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')))
            yield return new Problem(
                unit.Line,
                unit.Column,
                $"`runtime.unit` is `{unit.Text}`, which is no unit name",
                "Use letters, digits, - _ . and {app}, {environment}, {slot}; leave .service out."
            );
    }

    private static IEnumerable<Problem> Command(Checked root)
    {
        if (root.Find("runtime")?.Find("command") is not { } command)
            yield break;
        if (!command.Text.StartsWith('/'))
            yield return new Problem(
                command.Line,
                command.Column,
                $"`runtime.command` is `{command.Text}`",
                "Start it with the absolute path of the program; systemd looks nothing up."
            );
        if (!command.Text.Contains("{port}"))
            yield return new Problem(
                command.Line,
                command.Column,
                "`runtime.command` does not say {port}, so both slots would listen on one port",
                "Put {port} where the port belongs."
            );
        if (command.Text.Contains('\n'))
            yield return new Problem(
                command.Line,
                command.Column,
                "`runtime.command` has several lines",
                "Write one command, or start a script."
            );
    }

    private static IEnumerable<Problem> Window(Checked root)
    {
        var after = root.Find("gate")?.Find("post-switch");
        if (after?.Find("failures") is { } failures && after.Find("of") is { } of)
            if (Number(failures) is { } few && Number(of) is { } many && few > many)
                yield return new Problem(
                    failures.Line,
                    failures.Column,
                    $"{few} failures of {many} ticks can never happen",
                    "`failures` must not be more than `of`."
                );
    }

    private static IEnumerable<Problem> BakeHoldsWindow(Checked root)
    {
        var gate = root.Find("gate");
        if (
            Duration(gate?.Find("interval")) is not { } interval
            || Number(gate?.Find("post-switch")?.Find("failures")) is not { } failures
        )
            yield break;
        var bakes = Environments(root)
            .Select(environment => environment.Value.Find("bake"))
            .Append(gate?.Find("post-switch")?.Find("bake"));
        foreach (var bake in bakes)
            if (Duration(bake) is { } time && bake is not null && time < interval * failures)
                yield return new Problem(
                    bake.Line,
                    bake.Column,
                    $"a bake of {bake.Text} is over before {failures} ticks, so the gate could never fail",
                    $"Bake at least {(interval * failures).TotalSeconds:0}s, or tick more often."
                );
    }

    private static IEnumerable<Problem> DeadlineHoldsTicks(Checked root)
    {
        var gate = root.Find("gate");
        var before = gate?.Find("pre-switch");
        if (
            Duration(gate?.Find("interval")) is { } interval
            && Number(before?.Find("clean-ticks")) is { } ticks
            && before?.Find("deadline") is { } deadline
            && Duration(deadline) is { } time
            && time < interval * (ticks - 1)
        )
            yield return new Problem(
                deadline.Line,
                deadline.Column,
                $"{ticks} ticks, {interval.TotalSeconds:0.#}s apart, do not fit into a deadline of {deadline.Text}, so no slot could ever pass",
                $"Wait at least {(interval * ticks).TotalSeconds:0}s, or tick more often."
            );
    }

    private static IEnumerable<Problem> SlotProbe(Checked root)
    {
        if (root.Find("gate")?.Find("probes") is { Items.Count: > 0 } probes)
            if (probes.Items.All(probe => probe.Find("from")?.Text is "site"))
                yield return new Problem(
                    probes.Line,
                    probes.Column,
                    "every probe asks through the site, so nothing looks at a slot before it takes traffic",
                    "Add a probe with `from: slot`."
                );
    }

    private static IEnumerable<Problem> ProbeNames(Checked root)
    {
        HashSet<string> seen = [];
        foreach (var probe in root.Find("gate")?.Find("probes")?.Items ?? [])
            if (probe.Find("name") is { } name && !seen.Add(name.Text))
                yield return new Problem(
                    name.Line,
                    name.Column,
                    $"two probes are called `{name.Text}`",
                    "Give each a name of its own."
                );
    }

    private static int? Number(Checked? part) =>
        part is not null && int.TryParse(part.Text, out var number) ? number : null;

    private static TimeSpan? Duration(Checked? part) =>
        part is not null && Scalars.Duration("").Accepts(part.Text) ? part.Duration : null;
}
