using System.Text;
using TshActions.Rig.Docker;
using TshActions.Rig.Secrets;
using TshActions.Verbs;

namespace TshActions.Rig.Runner;

/// <summary>What a run of `tsh` left behind.</summary>
public sealed record TshResult(
    int ExitCode,
    string Log,
    IReadOnlyDictionary<string, string> Outputs,
    string Summary
);

/// <summary>
/// `tsh` itself in this process, so that a run costs no container. Inputs come as `INPUT_*`, exactly as a runner gives
/// them; <see cref="ActionRun"/> is there for what only the image can show.
/// </summary>
/// <param name="key">Null for what connects to no host.</param>
public sealed class TshHere(string workspace, KeyPair? key)
{
    /// <param name="hear">Is told each line before the verb goes on: what is done on hearing it is done in time.</param>
    /// <param name="change">Puts something else in the place of the world outside, or round a part of it.</param>
    public async Task<TshResult> RunAsync(
        string verb,
        IEnumerable<(string Name, string Value)> inputs,
        CancellationToken cancel,
        Action<string>? hear = null,
        Func<Surroundings, Surroundings>? change = null
    )
    {
        var (output, summary) = (Path.GetTempFileName(), Path.GetTempFileName());
        await using var log = new Listener(hear);
        Dictionary<string, string> environment = new()
        {
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_OUTPUT"] = output,
            ["GITHUB_STEP_SUMMARY"] = summary,
            ["INPUT_ENVIRONMENT"] = "production",
        };
        // Also a run that was cancelled before it began is told as one that ran.
        if (key is not null)
            environment["INPUT_SSH-KEY"] = await key.ReadPrivateKeyAsync(CancellationToken.None);
        foreach (var (name, value) in inputs)
            environment["INPUT_" + name.ToUpperInvariant()] = value;
        var given = Canaries.Here.Give(Inputs(environment));
        var begin = DateTime.UtcNow;
        try
        {
            var around = new Surroundings(environment, log, TimeProvider.System, workspace);
            var code = await CommandLine.InvokeAsync(
                [verb],
                change is null ? around : change(around),
                cancel
            );
            var outputs = await File.ReadAllTextAsync(output, CancellationToken.None);
            Canaries.Here.Look($"log of {verb}", RunnerLog.Shown(log.Text), given);
            Canaries.Here.Look($"outputs of {verb}", outputs, given);
            var told = await File.ReadAllTextAsync(summary, CancellationToken.None);
            Canaries.Here.Look($"summary of {verb}", told, given);
            if (SummaryLook.Wrong(verb, told).ToList() is [_, ..] wrong)
                throw new RigException($"{string.Join('\n', wrong)} in the summary:\n{told}");
            Canaries.Here.LookInFiles(
                new DirectoryInfo(Path.Combine(workspace, ".tsh")),
                begin,
                given
            );
            return new TshResult(code, log.Text, FileCommands.Read(outputs), told);
        }
        finally
        {
            File.Delete(output);
            File.Delete(summary);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Inputs(
        IEnumerable<KeyValuePair<string, string>> environment
    ) =>
        environment
            .Where(pair => pair.Key.StartsWith("INPUT_"))
            .Select(pair =>
                KeyValuePair.Create(pair.Key["INPUT_".Length..].ToLowerInvariant(), pair.Value)
            );

    private sealed class Listener(Action<string>? hear) : TextWriter
    {
        private readonly StringBuilder _text = new();

        public override Encoding Encoding => Encoding.UTF8;

        public string Text
        {
            get
            {
                lock (_text)
                    return _text.ToString();
            }
        }

        public override void Write(char value)
        {
            lock (_text)
                _text.Append(value);
        }

        public override void WriteLine(string? value)
        {
            lock (_text)
                _text.Append(value).Append('\n');
            hear?.Invoke(value ?? "");
        }
    }
}
