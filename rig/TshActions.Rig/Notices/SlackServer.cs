using System.Text.Json.Nodes;

namespace TshActions.Rig.Notices;

/// <summary>Slack's Web API and an incoming webhook, as far as the program asks them: one app, one channel.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/chat.postMessage</remarks>
internal sealed class SlackServer(string token, string channel)
{
    private const int LongestSection = 3000;

    public List<ChatMessage> Messages { get; } = [];

    /// <summary>Slack answers 200 and says in the body what is wrong.</summary>
    public JsonObject Answer(string authorization, string method, JsonObject asked)
    {
        if (authorization != $"Bearer {token}")
            return No("invalid_auth");
        if ((string?)asked["channel"] != channel)
            return No("channel_not_found");
        if (!Fits(asked))
            return No("invalid_blocks");
        return method switch
        {
            "chat.postMessage" => Add(asked),
            "chat.update" => Update(asked),
            _ => No("unknown_method"),
        };
    }

    /// <summary>Told by its address alone.</summary>
    public (int Status, string Body) Hook(JsonObject asked)
    {
        if (!Fits(asked))
            return (400, "invalid_blocks");
        Add(asked);
        return (200, "ok");
    }

    private JsonObject Add(JsonObject asked)
    {
        Messages.Add(
            new(
                $"1763208000.{Messages.Count + 1:000000}",
                Text(asked),
                (string?)asked["thread_ts"] ?? ""
            )
        );
        return Yes(Messages[^1]);
    }

    private JsonObject Update(JsonObject asked)
    {
        var at = Messages.FindIndex(message => message.Id == (string?)asked["ts"]);
        if (at < 0)
            return No("message_not_found");
        Messages[at] = Messages[at] with { Text = Text(asked) };
        return Yes(Messages[at]);
    }

    private static string Text(JsonObject asked) =>
        string.Join('\n', Sections(asked).Prepend((string?)asked["text"] ?? ""));

    private static bool Fits(JsonObject asked) =>
        (string?)asked["text"] is { Length: > 0 }
        && Sections(asked).All(text => text.Length is > 0 and <= LongestSection);

    private static IEnumerable<string> Sections(JsonObject asked) =>
        (asked["attachments"]?.AsArray() ?? [])
            .SelectMany(attachment => attachment!["blocks"]!.AsArray())
            .Select(block => (string)block!["text"]!["text"]!);

    private JsonObject Yes(ChatMessage message) =>
        new()
        {
            ["ok"] = true,
            ["channel"] = channel,
            ["ts"] = message.Id,
            ["message"] = new JsonObject { ["text"] = message.Text },
        };

    private static JsonObject No(string error) => new() { ["ok"] = false, ["error"] = error };
}
