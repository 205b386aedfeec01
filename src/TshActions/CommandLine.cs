using System.CommandLine;
using TshActions.Core.Reports;
using TshActions.Verbs;

namespace TshActions;

/// <summary>The person's command line: each verb of the table with the names of its inputs as options.</summary>
public static class CommandLine
{
    public static async Task<int> InvokeAsync(
        IReadOnlyList<string> arguments,
        Surroundings around,
        CancellationToken cancel
    )
    {
        var root = new RootCommand("Zero-downtime blue-green deployments on VPS hosts.");
        foreach (var verb in VerbTable.All)
            root.Add(Command(verb, around));

        var parsed = root.Parse([.. arguments]);
        var configuration = new InvocationConfiguration
        {
            Output = around.Out,
            Error = around.Out,
            // Signals are Program's: a deployment needs its 7 seconds.
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        };
        var code = await parsed.InvokeAsync(configuration, cancel);
        return parsed.Errors.Count > 0 ? (int)ExitCode.BadInput : code;
    }

    private static Command Command(Verb verb, Surroundings around)
    {
        var command = new Command(verb.Name, verb.About);
        var options = verb.Inputs.ToDictionary(input => input, Option);
        foreach (var option in options.Values)
            command.Add(option);
        command.SetAction(
            async (parsed, cancel) =>
            {
                Dictionary<string, string> given = [];
                foreach (var (input, option) in options)
                    if (parsed.GetResult(option) is { Implicit: false })
                        given[input.Name] = Value(input, parsed.GetValue(option), around);
                return (int)await VerbRunner.RunAsync(verb, given, around, cancel);
            }
        );
        return command;
    }

    private static Option<string> Option(Input input) =>
        new(Name(input))
        {
            Description = About(input),
            Arity = input.Switch ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
            HelpName =
                input.Secret ? "file"
                : input.Switch ? "true|false"
                : "text",
        };

    /// <summary>A secret is given as the file that holds it; `env-file` says so in its name already.</summary>
    private static string Name(Input input) =>
        input.Secret && !input.Name.EndsWith("-file", StringComparison.Ordinal)
            ? $"--{input.Name}-file"
            : $"--{input.Name}";

    private static string About(Input input) =>
        (input.Secret ? $"File with: {input.About}" : input.About)
        + (
            input.Required ? " Required."
            : input.Default is { Length: > 0 } text ? $" Default: `{text}`."
            : ""
        )
        + $" [{Inputs.Variable(input)}]";

    /// <summary>A switch without a value is on; a secret is read from the file that the option names.</summary>
    private static string Value(Input input, string? text, Surroundings around)
    {
        if (input.Switch)
            return text ?? "true";
        if (!input.Secret)
            return text ?? "";
        var path = Path.GetFullPath(text ?? "", around.Workspace);
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }
}
