using TshActions.Rig.Docker;
using TshActions.Rig.Load;
using TshActions.Rig.Runner;

namespace TshActions.Rig.Rehearsal;

/// <summary>A scene while it is played: its steps, and everything that did not go as it should.</summary>
internal sealed class SceneInPlay(
    Stage stage,
    Playbill bill,
    Func<IEnumerable<LoadResult>> load,
    CancellationToken cancel
)
{
    private readonly List<string> _trouble = [];
    private readonly List<Line> _lines = [];

    /// <summary>Set by a scene in which clients must meet errors: a sick release is live for a while.</summary>
    public bool MayFail { get; set; }

    public string Live { get; private set; } = "–";

    public IReadOnlyList<Line> Lines => _lines;

    public async Task PlayAsync(Func<SceneInPlay, Task> play)
    {
        try
        {
            await play(this);
        }
        catch (RigException error)
        {
            _trouble.Add(error.Message);
        }
    }

    /// <summary>One step that must end with the given exit code; with another one the scene is over.</summary>
    public async Task<StepResult> StepAsync(
        string action,
        Job job,
        int exitCode,
        params (string Name, string Value)[] inputs
    )
    {
        var step = $"{action} {job.Environment}";
        var result = await stage.StepAsync(action, job, inputs, line => Keep(step, line), cancel);
        if (
            result.Outputs.TryGetValue("live-slot", out var slot) && job.Environment is "production"
        )
            Live = $"{slot} ({result.Outputs["live-release"]})";
        bill.Stepped(step, result, load().ToList());
        return result.ExitCode == exitCode
            ? result
            : throw new RigException(
                $"{step} ended with exit code {result.ExitCode}, not {exitCode}:\n{Tail(result.Log)}"
            );
    }

    public async Task ExpectAsync(string environment, string release)
    {
        var there = await stage.ReleaseAtAsync(environment, cancel);
        if (there != release)
            _trouble.Add($"{environment} answers with {there}, not {release}");
    }

    /// <summary>What was seen, line by line, must be what was expected.</summary>
    public void Compare(string what, IReadOnlyList<string> seen, params string[] expected)
    {
        foreach (var line in seen)
            Keep(what, line);
        if (!seen.SequenceEqual(expected))
            _trouble.Add($"{what}: {string.Join(", ", seen)}; not {string.Join(", ", expected)}");
    }

    /// <summary>What did not hold, the clients' own troubles included.</summary>
    public IReadOnlyList<string> Verdict(LoadResult? seen)
    {
        if (seen is null)
            return _trouble;
        if (seen.Requests is 0)
            _trouble.Add("no request was made, so no failure could be seen");
        if (seen.Failed > 0 && !MayFail)
            _trouble.Add(
                $"{seen.Failed} requests failed: {SceneLoad.Kinds(seen)}; first: {seen.Failures[0].Method} {seen.Failures[0].Path} {seen.Failures[0].Detail}"
            );
        if (MayFail && seen.Failed is 0)
            _trouble.Add(
                "clients met no error although a sick release was live: the detector is blind"
            );
        if (MayFail && seen.Failed != seen.Count(Outcome.ServerError5xx))
            _trouble.Add(
                $"failures other than the sick release's own 5xx: {SceneLoad.Kinds(seen)}"
            );
        return _trouble;
    }

    private void Keep(string step, string line)
    {
        lock (_lines)
            _lines.Add(new Line(step, line));
    }

    private static string Tail(string log) =>
        string.Join('\n', log.TrimEnd().Split('\n').TakeLast(25));
}
