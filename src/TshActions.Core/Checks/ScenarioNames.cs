namespace TshActions.Core.Checks;

/// <summary>Which names a scenario uses before anything gives them a value; told when the manifest is read.</summary>
public static class ScenarioNames
{
    public const string Random = "random";

    public const string Environment = "env.";

    /// <returns>One line per unknown name: the step and the name.</returns>
    public static IEnumerable<string> Unknown(Scenario scenario)
    {
        var known = new HashSet<string>(StringComparer.Ordinal) { Random };
        foreach (var step in scenario.Steps.Concat(scenario.Cleanup))
        {
            foreach (var name in Used(step).Distinct())
            {
                if (!known.Contains(name) && !name.StartsWith(Environment))
                    yield return $"{step.Name}: {{{name}}} is captured by no step before it";
            }

            known.UnionWith(step.Capture.Keys);
        }
    }

    /// <summary>The variables of the environment that it needs.</summary>
    public static IReadOnlyList<string> Variables(Scenario scenario) =>
        [
            .. scenario
                .Steps.Concat(scenario.Cleanup)
                .SelectMany(Used)
                .Where(name => name.StartsWith(Environment))
                .Select(name => name[Environment.Length..])
                .Distinct(),
        ];

    public static IEnumerable<string> Used(ScenarioStep step) =>
        new[] { step.Path, step.Body ?? "" }
            .Concat(step.Headers.Values)
            .Concat(step.Expect.Values.Select(expected => expected ?? ""))
            .SelectMany(Template.Names);
}
