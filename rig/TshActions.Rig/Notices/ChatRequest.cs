namespace TshActions.Rig.Notices;

/// <summary>One request that came.</summary>
/// <param name="Method">As the service calls it: `sendMessage`, `chat.update`, `incoming-webhook`, `events`.</param>
public sealed record ChatRequest(
    string Method,
    string Body,
    IReadOnlyDictionary<string, string> Headers
);

/// <summary>A message as its readers see it now.</summary>
/// <param name="Parent">The one it answers; empty: none.</param>
public sealed record ChatMessage(string Id, string Text, string Parent = "");
