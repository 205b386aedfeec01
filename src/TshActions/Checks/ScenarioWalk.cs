using System.Security.Cryptography;
using System.Text.Json;
using TshActions.Core.Checks;
using TshActions.Probes;

namespace TshActions.Checks;

/// <summary>Takes a scenario's steps, as often as it may, and cleans up behind each try.</summary>
/// <param name="connect">A new way to the application for each try, with cookies of its own.</param>
/// <param name="environment">What `{env.NAME}` may stand for; never told.</param>
/// <param name="release">That must answer; null: whichever.</param>
public sealed class ScenarioWalk(
    Func<CancellationToken, Task<SlotHttp>> connect,
    string identity,
    IReadOnlyDictionary<string, string> environment,
    string? release,
    TimeSpan timeout,
    TimeProvider time
)
{
    // A cancelled run has seconds before it is killed; the slot is then still to be left in order.
    private static readonly TimeSpan WhenCancelled = TimeSpan.FromSeconds(3);

    public async Task<Judged> TakeAsync(Scenario scenario, CancellationToken cancel)
    {
        var tries = new List<ScenarioTry>();
        do
        {
            using var way = await connect(cancel);
            tries.Add(await TryAsync(scenario, way, cancel));
        } while (ScenarioJudge.IsOpen(scenario, tries));

        return ScenarioJudge.Judge(scenario, tries);
    }

    private async Task<ScenarioTry> TryAsync(
        Scenario scenario,
        SlotHttp way,
        CancellationToken cancel
    )
    {
        var values = environment.ToDictionary(
            pair => ScenarioNames.Environment + pair.Key,
            pair => pair.Value
        );
        values[ScenarioNames.Random] = RandomNumberGenerator.GetString(
            "abcdefghijklmnopqrstuvwxyz",
            12
        );
        var taken = new List<StepOutcome>();
        var left = new List<StepOutcome>();
        try
        {
            foreach (var step in scenario.Steps)
            {
                taken.Add(await StepAsync(step, way, values, cancel));
                if (taken[^1].Judged.Finding is not Finding.Passed)
                    break;
            }
        }
        finally
        {
            await CleanUpAsync(scenario, way, values, left, cancel);
        }

        return new ScenarioTry(taken, left);
    }

    // With a time limit of its own: a cancelled run and a failed step leave as much behind as one that held.
    private async Task CleanUpAsync(
        Scenario scenario,
        SlotHttp way,
        Dictionary<string, string> values,
        List<StepOutcome> left,
        CancellationToken cancel
    )
    {
        var captured = scenario.Steps.SelectMany(step => step.Capture.Keys).ToHashSet();
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var _ = cancel.Register(() => late.CancelAfter(WhenCancelled));
        foreach (var step in scenario.Cleanup)
        {
            // What no step got to make need not be removed.
            if (
                ScenarioNames
                    .Used(step)
                    .Any(name => captured.Contains(name) && !values.ContainsKey(name))
            )
                continue;
            try
            {
                var done = await StepAsync(step, way, values, late.Token);
                if (done.Judged.Finding is not Finding.Passed)
                    left.Add(done);
            }
            catch (OperationCanceledException) when (late.IsCancellationRequested)
            {
                left.Add(new(step.Name, WhenCancelled, Judged.Error("no time was left for it")));
            }
        }
    }

    private async Task<StepOutcome> StepAsync(
        ScenarioStep step,
        SlotHttp way,
        Dictionary<string, string> values,
        CancellationToken cancel
    )
    {
        var (request, why) = StepRequest.Of(step, values);
        if (request is null)
            return new(step.Name, TimeSpan.Zero, Judged.Error(why!));
        var begin = time.GetTimestamp();
        var reply = step.Method is "WEBSOCKET"
            ? await new FirstMessage(way, identity, timeout, time).AskAsync(
                request,
                wanted: request.Expect.Count + request.Capture.Count > 0,
                cancel
            )
            : await new Asker(way, identity, timeout, time).AskAsync(
                HttpMethod.Parse(step.Method),
                request.Path,
                request.Headers,
                request.Body,
                cancel
            );
        var took = time.GetElapsedTime(begin);
        // Before it is judged: what was made by the wrong release or with a wrong status is to be removed as well.
        Capture(request, reply, values);
        return new(
            step.Name,
            took,
            reply.Judge(release, answer => Judge(step, request, answer, values))
        );
    }

    private static Judged Judge(
        ScenarioStep step,
        StepRequest request,
        Reply.Answered answer,
        Dictionary<string, string> values
    )
    {
        if (answer.Status != step.Status)
            return Judged.Failed($"status {answer.Status}, not {step.Status}");
        if (request.Expect.Count + request.Capture.Count is 0)
            return Judged.Passed($"status {step.Status}");
        if (!JsonText.TryRead(answer, out var root, out var why))
            return Judged.Error($"the answer is {why}");
        var secrets = values
            .Where(pair => pair.Key is not ScenarioNames.Random && pair.Value.Length > 0)
            .Select(pair => pair.Value)
            .ToList();
        var all = request.Expect.Select(expected =>
            Expected(expected.Path, expected.Expected, expected.Written, root, secrets)
        );
        var captured = request.Capture.Select(capture =>
            Captured(capture.Name, capture.Path, root)
        );
        return Judged.Worst([.. all, .. captured]);
    }

    /// <param name="written">As the manifest has it: what is filled in may be a secret.</param>
    private static Judged Expected(
        JsonPath path,
        string? expected,
        string? written,
        JsonElement root,
        List<string> secrets
    )
    {
        var judged = Expectation.Judge(path, expected, root, Shown);
        return judged.Finding is Finding.Passed || expected == written
            ? judged
            : judged with
            {
                Detail = $"{path} is not {written}",
            };

        string Shown(string value) => secrets.Any(secret => value.Contains(secret)) ? "***" : value;
    }

    private static void Capture(StepRequest request, Reply reply, Dictionary<string, string> values)
    {
        if (reply is not Reply.Answered answer || !JsonText.TryRead(answer, out var root, out _))
            return;
        foreach (var (name, path) in request.Capture)
        {
            if (path.In(root) is { } found && Expectation.Text(found) is { } text)
                values[name] = text;
        }
    }

    private static Judged Captured(string name, JsonPath path, JsonElement root) =>
        path.In(root) is { } found && Expectation.Text(found) is not null
            ? Judged.Passed($"{{{name}}} captured")
            : Judged.Error($"{path} is not there to capture as {{{name}}}");
}
