using System.Text;
using TshActions.Rig.Runner;
using TshActions.Verbs;

namespace TshActions.RigTests.Deploy;

/// <summary>
/// A run of `tsh` with a listener, who hears each line before the next step is taken: what a test does on hearing it
/// is done in time, with no sleeping and no guessing.
/// </summary>
internal static class OverheardRun
{
    public static async Task<TshResult> TshAsync(
        Workbench bench,
        string verb,
        Action<string> hear,
        CancellationToken cancel,
        params (string Name, string Value)[] inputs
    ) =>
        await TshAsync(
            await bench.Key.ReadPrivateKeyAsync(CancellationToken.None),
            bench.Workspace,
            verb,
            hear,
            cancel,
            inputs
        );

    public static async Task<TshResult> TshAsync(
        string key,
        string workspace,
        string verb,
        Action<string> hear,
        CancellationToken cancel,
        params (string Name, string Value)[] inputs
    )
    {
        var output = Path.GetTempFileName();
        await using var log = new Listener(hear);
        Dictionary<string, string> environment = new()
        {
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_OUTPUT"] = output,
            ["INPUT_ENVIRONMENT"] = "production",
            ["INPUT_SSH-KEY"] = key,
        };
        foreach (var (name, value) in inputs)
            environment["INPUT_" + name.ToUpperInvariant()] = value;
        try
        {
            var around = new Surroundings(environment, log, TimeProvider.System, workspace);
            var code = await CommandLine.InvokeAsync([verb], around, cancel);
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

    public static Task<TshResult> DeployAsync(
        Workbench bench,
        string release,
        Action<string> hear,
        CancellationToken cancel
    ) =>
        TshAsync(
            bench,
            "deploy-slot",
            hear,
            cancel,
            ("release", release),
            ("path", release),
            ("env-file", bench.EnvFile),
            ("confirm", "self")
        );

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
