namespace TshActions.Verbs;

/// <summary>The inputs of a run by name, read once; an absent one, an empty one and its default are told apart only here.</summary>
public sealed class Inputs
{
    private readonly Dictionary<string, string> _values = [];

    private Inputs() { }

    public string this[string name] => _values[name];

    public bool IsOn(string name) => _values[name] is "true";

    /// <summary>
    /// Options win over `INPUT_*` of the environment (upper case, spaces become underscores, hyphens stay: runner
    /// Handler.cs), which win over defaults.
    /// </summary>
    /// <exception cref="BadInput">Names every bad input at once.</exception>
    public static Inputs Read(
        Verb verb,
        Options options,
        IReadOnlyDictionary<string, string> environment
    )
    {
        var inputs = new Inputs();
        List<string> wrong = [];
        foreach (var input in verb.Inputs)
        {
            var text =
                options.Values.GetValueOrDefault(input.Name)
                ?? environment.GetValueOrDefault(Variable(input))
                ?? "";
            text = input.Secret ? text : text.Trim();
            if (string.IsNullOrWhiteSpace(text))
                text = Otherwise(input, environment);
            if (options.Unread.TryGetValue(input.Name, out var unread))
                wrong.Add(unread);
            else if (
                input.Required
                && string.IsNullOrWhiteSpace(text)
                && !(
                    input.Unless is { } other
                    && inputs._values.GetValueOrDefault(other) is { Length: > 0 }
                )
            )
                wrong.Add(Missing(input));
            else if (input.Allowed is { } allowed && !allowed.Holds(text))
                wrong.Add($"`{input.Name}` is `{text}`: write {allowed.Advice}");
            if (input.Switch)
                text = AsSwitch(input, text, wrong);
            inputs._values[input.Name] = text;
        }

        return wrong.Count is 0
            ? inputs
            : throw new BadInput(
                string.Join("; ", wrong),
                $"`tsh {verb.Name} --help` lists every input"
            );
    }

    /// <summary>What GitHub fills in by itself stands in the environment of a person's terminal, too.</summary>
    private static string Otherwise(Input input, IReadOnlyDictionary<string, string> environment) =>
        input.Default switch
        {
            "${{ github.sha }}" => environment.GetValueOrDefault("GITHUB_SHA") ?? "",
            "${{ github.token }}" => environment.GetValueOrDefault("GITHUB_TOKEN") ?? "",
            var told => told ?? "",
        };

    public static string Variable(Input input) =>
        "INPUT_" + input.Name.Replace(' ', '_').ToUpperInvariant();

    /// <summary>Why a secret that exists may come empty; nothing else tells a team of it.</summary>
    internal const string EmptySecret =
        "In a reusable workflow a secret arrives empty, without any error, when the caller does not pass it: the job must name its `environment:`, and the caller must pass the secret by its own name, or write `secrets: inherit`";

    private static string Missing(Input input) =>
        input.Secret
            ? $"`{input.Name}` is empty. {EmptySecret}. At a terminal give `--{input.Name}-file`"
            : $"`{input.Name}` is missing: {input.About.TrimEnd('.')}";

    private static string AsSwitch(Input input, string text, List<string> wrong)
    {
        switch (text)
        {
            case "true" or "True" or "TRUE":
                return "true";
            case "false" or "False" or "FALSE" or "":
                return "false";
            default:
                wrong.Add($"`{input.Name}` is `{text}`: write true or false");
                return "false";
        }
    }
}
