using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace TshActions.Rig.Notices;

/// <summary>Telegram's Bot API, as far as the program asks it: one bot, one chat, the published words for what is wrong.</summary>
/// <remarks>https://core.telegram.org/bots/api, and the words of https://github.com/TelegramBotAPI/errors</remarks>
internal sealed partial class TelegramServer(string token, string chat)
{
    public List<ChatMessage> Messages { get; } = [];

    public (int Status, JsonObject Body) Answer(string bot, string method, JsonObject asked)
    {
        if (bot != token)
            return No(401, "Unauthorized");
        if ((string?)asked["chat_id"] != chat)
            return No(400, "Bad Request: chat not found");
        var text = (string?)asked["text"] ?? "";
        if (Wrong(text) is { } wrong)
            return No(400, $"Bad Request: can't parse entities: {wrong}");
        return method switch
        {
            "sendMessage" => Send(text, asked),
            "editMessageText" => Edit(text, asked),
            _ => No(404, "Not Found"),
        };
    }

    private (int, JsonObject) Send(string text, JsonObject asked)
    {
        var parent = asked["reply_parameters"]?["message_id"]?.ToString() ?? "";
        Messages.Add(new($"{Messages.Count + 101}", text, parent));
        return Yes(Messages[^1]);
    }

    private (int, JsonObject) Edit(string text, JsonObject asked)
    {
        var id = asked["message_id"]?.ToString();
        var at = Messages.FindIndex(message => message.Id == id);
        if (at < 0)
            return No(400, "Bad Request: message to edit not found");
        if (Messages[at].Text == text)
            return No(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"
            );
        Messages[at] = Messages[at] with { Text = text };
        return Yes(Messages[at]);
    }

    private (int, JsonObject) Yes(ChatMessage message) =>
        (
            200,
            new()
            {
                ["ok"] = true,
                ["result"] = new JsonObject
                {
                    ["message_id"] = int.Parse(message.Id),
                    ["date"] = 1763208000,
                    ["chat"] = new JsonObject
                    {
                        ["id"] = long.Parse(chat),
                        ["type"] = "supergroup",
                    },
                    ["text"] = message.Text,
                },
            }
        );

    private static (int, JsonObject) No(int status, string description) =>
        (
            status,
            new()
            {
                ["ok"] = false,
                ["error_code"] = status,
                ["description"] = description,
            }
        );

    /// <summary>Few tags and four entities are known; everything else is refused.</summary>
    private static string? Wrong(string text)
    {
        if (Entity().Match(text) is { Success: true } entity)
            return $"unsupported entity {entity.Value}";
        try
        {
            var tree = XElement.Parse($"<text>{text}</text>", LoadOptions.PreserveWhitespace);
            return tree.Value.Length is 0 or > 4096 ? "its length"
                : tree.Descendants().Any(tag => tag.Name.LocalName is not ("b" or "a"))
                    ? "unsupported tag"
                : null;
        }
        catch (XmlException error)
        {
            return error.Message;
        }
    }

    [GeneratedRegex("&(?!(lt|gt|amp|quot);)")]
    private static partial Regex Entity();
}
