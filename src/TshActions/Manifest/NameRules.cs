namespace TshActions.Manifest;

/// <summary>Names of units and containers: written as their keeper takes them, and each for one thing only.</summary>
internal static class NameRules
{
    private static readonly string[] Slots = ["blue", "green"];

    public static IEnumerable<Problem> Check(Checked root) =>
        Pattern(root) is { } pattern
            ? Spelling(pattern.Key, pattern.Part)
                .Concat(SharedNames(root, pattern.Key, pattern.Part))
                .Concat(Clashes(root, pattern.Part))
            : [];

    private static (string Key, Checked Part)? Pattern(Checked root)
    {
        var runtime = root.Find("runtime");
        return runtime?.Find("unit") is { } unit ? ("unit", unit)
            : runtime?.Find("container") is { } container ? ("container", container)
            : null;
    }

    private static IEnumerable<Problem> Spelling(string key, Checked pattern)
    {
        if (!pattern.Text.Contains("{slot}"))
            yield return pattern.Problem(
                $"`runtime.{key}` is `{pattern.Text}`, so both slots would be one {key}",
                "Put {slot} into the name."
            );
        if (pattern.Text.EndsWith(".service"))
            yield return pattern.Problem(
                $"`runtime.{key}` is `{pattern.Text}`",
                key is "unit" ? "Leave .service out; it is added." : "Leave .service out."
            );
        var rest = NamePattern.Fill(pattern.Text, "", "", "");
        if (rest.Any(letter => !(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')))
            yield return pattern.Problem(
                $"`runtime.{key}` is `{pattern.Text}`, which is no {key} name",
                "Use letters, digits, - _ . and {app}, {environment}, {slot}; leave .service out."
            );
        if (pattern.Text.Length > 0 && pattern.Text[0] is '-' or '_' or '.')
            yield return pattern.Problem(
                $"`runtime.{key}` is `{pattern.Text}`, which begins with `{pattern.Text[0]}`",
                "Begin it with a letter or a digit."
            );
    }

    private static IEnumerable<Problem> SharedNames(Checked root, string key, Checked pattern) =>
        pattern.Text.Contains("{environment}")
            ? []
            : Machines(root)
                .Where(machine => machine.Environments.Count > 1)
                .DistinctBy(machine => string.Join(' ', machine.Environments))
                .Select(machine =>
                    pattern.Problem(
                        $"{string.Join(" and ", machine.Environments)} are both on {machine.Name}, and `runtime.{key}` gives their slots the same {key}s",
                        "Put {environment} into the name."
                    )
                );

    /// <summary>A process's name is the slot's with its own behind it, which may be a name of another environment.</summary>
    private static IEnumerable<Problem> Clashes(Checked root, Checked pattern)
    {
        if (!pattern.Text.Contains("{slot}") || !pattern.Text.Contains("{environment}"))
            yield break;
        var processes = root.Find("processes")?.Keys ?? new Dictionary<string, Checked>();
        HashSet<string> told = [];
        foreach (var machine in Machines(root))
        {
            var slots = (
                from environment in machine.Environments
                from slot in Slots
                select (
                    Name: NamePattern.Fill(
                        pattern.Text,
                        root.Find("app")?.Text ?? "",
                        environment,
                        slot
                    ),
                    Text: $"the {slot} slot of {environment}"
                )
            ).ToList();
            Dictionary<string, string> taken = [];
            foreach (var (name, text) in slots)
                if (!taken.TryAdd(name, text) && told.Add(name))
                    yield return pattern.Problem(
                        $"`{name}` would be {taken[name]} and {text}",
                        "Put something between the placeholders."
                    );
            foreach (var (process, part) in processes)
            foreach (var (slot, text) in slots)
                if (
                    $"{slot}-{process}" is var name
                    && !taken.TryAdd(name, $"{process} in {text}")
                    && told.Add(name)
                )
                    yield return part.Problem(
                        $"`{name}` would be {taken[name]} and {process} in {text}",
                        "Call the process otherwise, or put {environment} before {slot}."
                    );
        }
    }

    private static IEnumerable<(string Name, IReadOnlyList<string> Environments)> Machines(
        Checked root
    ) =>
        EnvironmentRules
            .Environments(root)
            .SelectMany(entry =>
                HostRules
                    .Hosts(entry.Value)
                    .Select(HostRules.Machine)
                    .OfType<string>()
                    .Distinct()
                    .Select(machine => (Machine: machine, Environment: entry.Key))
            )
            .GroupBy(entry => entry.Machine, entry => entry.Environment)
            .Select(group => (group.Key, (IReadOnlyList<string>)[.. group]));
}
