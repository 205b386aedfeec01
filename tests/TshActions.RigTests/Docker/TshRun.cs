using System.Text;
using TshActions.Rig.Docker;
using TshActions.Rig.Runner;

namespace TshActions.RigTests.Docker;

/// <summary>`tsh` in this process, with inputs as `INPUT_*`, exactly as a runner gives them.</summary>
internal static class TshRun
{
    public static async Task<TshResult> InProcessAsync(
        string workspace,
        KeyPair key,
        string verb,
        IEnumerable<(string Name, string Value)> inputs
    )
    {
        var cancel = TestContext.Current.CancellationToken;
        var output = Path.GetTempFileName();
        var log = new StringWriter();
        Dictionary<string, string> environment = new()
        {
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_OUTPUT"] = output,
            ["INPUT_ENVIRONMENT"] = "production",
            ["INPUT_SSH-KEY"] = await key.ReadPrivateKeyAsync(cancel),
        };
        foreach (var (name, value) in inputs)
            environment["INPUT_" + name.ToUpperInvariant()] = value;
        try
        {
            var code = await CommandLine.InvokeAsync(
                [verb],
                new Verbs.Surroundings(
                    environment,
                    TextWriter.Synchronized(log),
                    TimeProvider.System,
                    workspace
                ),
                cancel
            );
            var written = await File.ReadAllTextAsync(output, Encoding.UTF8, cancel);
            return new TshResult(code, log.ToString(), FileCommands.Read(written));
        }
        finally
        {
            File.Delete(output);
        }
    }
}
