using TshActions.Core.Releases;

namespace TshActions.Core.Preflight;

/// <summary>The application's environment, by the names of its variables: a value never leaves this file.</summary>
public static class ApplicationVariables
{
    private static readonly string[] On = ["1", "true", "yes", "on"];

    public static RowFinding Needed(EnvironmentFile file, IReadOnlyList<string> names)
    {
        var missing = names
            .Where(name => file.Variables.All(one => one.Key != name || one.Value.Length is 0))
            .ToList();
        return missing.Count is 0
            ? new RowFinding.Good($"{file.Variables.Count} variables")
            : new RowFinding.Bad(
                $"not set: {string.Join(", ", missing)}",
                "set it in the secret that `env-file` comes from, or take it out of `preflight.variables`"
            );
    }

    /// <summary>`DEBUG`, and whatever ends in `_DEBUG`, as frameworks call it.</summary>
    public static RowFinding Debugging(EnvironmentFile file)
    {
        var on = file
            .Variables.Where(one =>
                one.Key is "DEBUG" || one.Key.EndsWith("_DEBUG", StringComparison.Ordinal)
            )
            .Where(one => On.Contains(one.Value.Trim(), StringComparer.OrdinalIgnoreCase))
            .Select(one => one.Key)
            .ToList();
        return on.Count is 0
            ? new RowFinding.Good("no variable turns it on")
            : new RowFinding.Bad(
                $"turned on by {string.Join(", ", on)}",
                "turn it off in the secret that `env-file` comes from"
            );
    }
}
