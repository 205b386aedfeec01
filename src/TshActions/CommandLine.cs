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
                Dictionary<string, string> unread = [];
                foreach (var (input, option) in options)
                    if (parsed.GetResult(option) is { Implicit: false })
                        given[input.Name] = Value(input, parsed.GetValue(option), around, unread);
                return (int)
                    await VerbRunner.RunAsync(
                        verb,
                        new Options(given) { Unread = unread },
                        around,
                        cancel
                    );
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
                : input.Allowed is { } allowed ? allowed.Short
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
    /// <param name="unread">Gets what is wrong with that file: read as empty, it would mean what nobody asked for.</param>
    private static string Value(
        Input input,
        string? text,
        Surroundings around,
        Dictionary<string, string> unread
    )
    {
        if (input.Switch)
            return text ?? "true";
        if (!input.Secret)
            return text ?? "";
        // Somebody gave the secret itself, which no message may show.
        if (text?.Contains('\n') is true)
        {
            unread[input.Name] = $"`{Name(input)}` has several lines: name a file";
            return "";
        }

        try
        {
            return File.ReadAllText(Path.GetFullPath(text ?? "", around.Workspace));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            unread[input.Name] = $"`{Name(input)}` is `{text}`, and there is no such file";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            unread[input.Name] =
                $"`{Name(input)}` is `{text}`, which cannot be read: {error.Message.TrimEnd('.')}";
        }

        return "";
    }
}
