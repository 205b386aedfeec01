using System.Text;
using TshActions.Rig.Docker;
using TshActions.Verbs;

namespace TshActions.Rig.Runner;

/// <summary>What a run of `tsh` left behind.</summary>
public sealed record TshResult(
    int ExitCode,
    string Log,
    IReadOnlyDictionary<string, string> Outputs
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
        var output = Path.GetTempFileName();
        await using var log = new Listener(hear);
        Dictionary<string, string> environment = new()
        {
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_OUTPUT"] = output,
            ["INPUT_ENVIRONMENT"] = "production",
        };
        // Also a run that was cancelled before it began is told as one that ran.
        if (key is not null)
            environment["INPUT_SSH-KEY"] = await key.ReadPrivateKeyAsync(CancellationToken.None);
        foreach (var (name, value) in inputs)
            environment["INPUT_" + name.ToUpperInvariant()] = value;
        try
        {
            var around = new Surroundings(environment, log, TimeProvider.System, workspace);
            var code = await CommandLine.InvokeAsync(
                [verb],
                change is null ? around : change(around),
                cancel
            );
            return new TshResult(
                code,
                log.Text,
                FileCommands.Read(await File.ReadAllTextAsync(output, CancellationToken.None))
            );
        }
        finally
        {
            File.Delete(output);
        }
    }

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
