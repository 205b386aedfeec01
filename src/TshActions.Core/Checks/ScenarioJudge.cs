namespace TshActions.Core.Checks;

/// <summary>What became of one step.</summary>
public sealed record StepOutcome(string Step, TimeSpan Took, Judged Judged);

/// <summary>One try of a scenario: its steps up to the first that did not hold, and what its cleanup left undone.</summary>
public sealed record ScenarioTry(IReadOnlyList<StepOutcome> Steps, IReadOnlyList<StepOutcome> Left)
{
    public bool Holds =>
        Steps.Count > 0 && Steps.All(step => step.Judged.Finding is Finding.Passed);
}

/// <summary>"2 of 3": whether enough tries hold.</summary>
public static class ScenarioJudge
{
    /// <summary>Whether another try could still change the answer.</summary>
    public static bool IsOpen(Scenario scenario, IReadOnlyCollection<ScenarioTry> tries)
    {
        var held = tries.Count(one => one.Holds);
        return held < scenario.Successes
            && held + scenario.Attempts - tries.Count >= scenario.Successes;
    }

    public static Judged Judge(Scenario scenario, IReadOnlyList<ScenarioTry> tries)
    {
        if (scenario.Steps.Count is 0 || tries.Count is 0)
            return Judged.Inconclusive("there was no step to take");
        var held = tries.Count(one => one.Holds);
        if (held >= scenario.Successes)
            return Held(scenario, tries, held);

        // A try that our own way broke might have held.
        var failed = tries.Count(one =>
            one.Steps.Any(step => step.Judged.Finding is Finding.Failed)
        );
        var proven = scenario.Attempts - failed < scenario.Successes;
        var told = tries
            .Where(one => !one.Holds)
            .OrderByDescending(one => one.Steps.Max(step => step.Judged.Finding))
            .First();
        var detail = $"{Broken(told)}{Among(scenario, tries, held)}{Undone(told)}";
        return proven ? Judged.Failed(detail) : Judged.Error(detail);
    }

    private static Judged Held(Scenario scenario, IReadOnlyList<ScenarioTry> tries, int held)
    {
        var told = tries.Last(one => one.Holds);
        var detail = $"{Times(told.Steps)}{Among(scenario, tries, held)}";
        return tries.FirstOrDefault(one => one.Left.Count > 0) is { } untidy
            ? Judged.Warning(detail + Undone(untidy))
            : Judged.Passed(detail);
    }

    private static string Broken(ScenarioTry one)
    {
        var at = one.Steps[^1];
        var before =
            one.Steps.Count > 1 ? $" after {Times(one.Steps.Take(one.Steps.Count - 1))}" : "";
        return $"{at.Step}: {at.Judged.Detail} ({Milliseconds(at)}{before})";
    }

    private static string Among(Scenario scenario, IReadOnlyList<ScenarioTry> tries, int held) =>
        scenario.Attempts > 1
            ? $"; {held} of {tries.Count} tries held, {scenario.Successes} of {scenario.Attempts} wanted"
            : "";

    private static string Undone(ScenarioTry one) =>
        one.Left.Count > 0
            ? $"; not cleaned up: {string.Join(", ", one.Left.Select(step => $"{step.Step}: {step.Judged.Detail}"))}"
            : "";

    private static string Times(IEnumerable<StepOutcome> steps) =>
        string.Join(", ", steps.Select(step => $"{step.Step} {Milliseconds(step)}"));

    private static string Milliseconds(StepOutcome step) => $"{step.Took.TotalMilliseconds:0} ms";
}
