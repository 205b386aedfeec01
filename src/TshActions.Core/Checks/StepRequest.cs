namespace TshActions.Core.Checks;

/// <summary>A step with all its values in it.</summary>
public sealed record StepRequest(
    string Path,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    string? Body,
    IReadOnlyList<(JsonPath Path, string? Expected, string? Written)> Expect,
    IReadOnlyList<(string Name, JsonPath Path)> Capture
)
{
    /// <returns>The request, or in <c>Why</c> what the step asks for and cannot have.</returns>
    public static (StepRequest? Request, string? Why) Of(
        ScenarioStep step,
        IReadOnlyDictionary<string, string> values
    )
    {
        string? why = null;
        var path = Take(Template.Path(step.Path, values));
        var headers = step
            .Headers.Select(header =>
                KeyValuePair.Create(header.Key, Take(Template.Header(header.Value, values)))
            )
            .ToList();
        var body = step.Body is null ? null : Take(Template.Json(step.Body, values));
        var expect = step
            .Expect.Select(pair =>
                (
                    At(pair.Key),
                    pair.Value is null ? null : Take(Template.Plain(pair.Value, values)),
                    pair.Value
                )
            )
            .ToList();
        var capture = step.Capture.Select(pair => (pair.Key, At(pair.Value))).ToList();
        return why is null ? (new(path, headers, body, expect!, capture!), null) : (null, why);

        string Take(Filled filled)
        {
            if (filled is Filled.Unknown unknown)
                why ??= $"{{{unknown.Name}}} has no value here";
            return (filled as Filled.Whole)?.Text ?? "";
        }

        JsonPath? At(string text)
        {
            var at = JsonPath.Parse(text);
            why ??= at is null ? $"{text} is no path like $.a.b[0]" : null;
            return at;
        }
    }
}
