using TshActions.Rig.Load;
using TshActions.Rig.Runner;

namespace TshActions.Rig.Rehearsal;

/// <summary>The live timeline a person watches.</summary>
internal sealed class Playbill(TextWriter output)
{
    private readonly Lock _writing = new();

    public void Say(string text)
    {
        lock (_writing)
            output.WriteLine(text);
    }

    public void Opens(string letter, string title) => Say($"\n({letter}) {title}");

    public void Stepped(string step, StepResult result, IReadOnlyList<LoadResult> load) =>
        Say(
            $"    {step, -24} exit {result.ExitCode}  {result.Took.TotalSeconds, 5:0.0} s  live {Live(result), -12}{Clients(load)}"
        );

    public void Closes(Scene scene)
    {
        var clients = scene.Load is { } load ? Clients([load]) : "";
        Say(
            $"  {(scene.Held ? "✓ held" : "✗ did not hold")} in {scene.Duration.TotalSeconds:0.0} s, production live in {scene.Live}{clients}"
        );
        foreach (var trouble in scene.Trouble)
            Say($"    ✗ {trouble.ReplaceLineEndings("\n      ")}");
    }

    private static string Live(StepResult result) =>
        result.Outputs.TryGetValue("live-slot", out var slot)
            ? $"{slot} ({(result.Outputs["live-release"] is { Length: > 0 } release ? release : "–")})"
            : "–";

    private static string Clients(IReadOnlyList<LoadResult> load)
    {
        if (load.Count is 0)
            return "";
        var seen = SceneLoad.Sum("", load);
        return $"  {seen.Requests, 6:N0} requests, {seen.Failed} failed{(seen.Failed > 0 ? $" ({SceneLoad.Kinds(seen)})" : "")}";
    }
}
