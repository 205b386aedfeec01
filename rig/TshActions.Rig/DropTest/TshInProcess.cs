using System.Text;
using TshActions.Rig.Docker;
using TshActions.Verbs;

namespace TshActions.Rig.DropTest;

/// <summary>Runs <c>tsh</c> in this process, with inputs as a runner gives them, and lets somebody listen.</summary>
internal sealed class TshInProcess(string workspace, KeyPair key)
{
    /// <param name="hear">Is told each line before the verb goes on.</param>
    /// <exception cref="RigException">The verb did not pass.</exception>
    public async Task MustPassAsync(
        string verb,
        IEnumerable<KeyValuePair<string, string>> inputs,
        Action<string> hear,
        CancellationToken cancel
    )
    {
        await using var log = new Listener(hear);
        Dictionary<string, string> environment = new()
        {
            ["INPUT_ENVIRONMENT"] = "production",
            ["INPUT_SSH-KEY"] = await key.ReadPrivateKeyAsync(cancel),
        };
        foreach (var (name, value) in inputs)
        {
            environment["INPUT_" + name.ToUpperInvariant()] = value;
        }

        var around = new Surroundings(environment, log, TimeProvider.System, workspace);
        var code = await CommandLine.InvokeAsync([verb], around, cancel);
        cancel.ThrowIfCancellationRequested();
        if (code is not 0)
        {
            throw new RigException($"tsh {verb} ended with exit code {code}:\n{log.Text}");
        }
    }

    private sealed class Listener(Action<string> hear) : TextWriter
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
            hear(value ?? "");
        }
    }
}
