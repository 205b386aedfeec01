namespace TshActions.Core.Checks;

/// <summary>Requests in their order; what one answers, the next may use.</summary>
/// <param name="Cleanup">Asked at the end whatever became of the steps.</param>
/// <param name="Successes">It holds when so many of <paramref name="Attempts"/> tries do.</param>
public sealed record Scenario(
    IReadOnlyList<ScenarioStep> Steps,
    IReadOnlyList<ScenarioStep> Cleanup,
    int Successes,
    int Attempts
);

/// <summary>
/// One request. `{name}` in path, headers, body and expected values stands for a capture of an earlier step, `{random}` for letters of this
/// try alone, `{env.NAME}` for a secret of the environment.
/// </summary>
/// <param name="Method">An HTTP method, or `WEBSOCKET`: then <paramref name="Body"/> is sent when open.</param>
/// <param name="Status">Expected; 101 for a websocket.</param>
/// <param name="Body">JSON sent; null: none.</param>
/// <param name="Expect">Values at paths of the answer, like `$.items[0].id`; see <see cref="Expectation"/>.</param>
/// <param name="Capture">Names for values at paths of the answer.</param>
public sealed record ScenarioStep(
    string Name,
    string Method,
    string Path,
    int Status,
    IReadOnlyDictionary<string, string> Headers,
    string? Body,
    IReadOnlyDictionary<string, string?> Expect,
    IReadOnlyDictionary<string, string> Capture
);
