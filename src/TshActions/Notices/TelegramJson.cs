using System.Text.Json;
using System.Text.Json.Serialization;

namespace TshActions.Notices;

/// <summary>Just the fields that are written and read, as Telegram names them.</summary>
/// <remarks>https://core.telegram.org/bots/api#sendmessage</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(TelegramMessage))]
[JsonSerializable(typeof(TelegramAnswer))]
internal sealed partial class TelegramJson : JsonSerializerContext;

/// <param name="MessageId">The one that is changed; null: a new one is sent.</param>
internal sealed record TelegramMessage(
    string ChatId,
    string Text,
    int? MessageThreadId = null,
    long? MessageId = null,
    TelegramReply? ReplyParameters = null
)
{
    public string ParseMode => "HTML";

    public TelegramPreview LinkPreviewOptions => new(IsDisabled: true);
}

internal sealed record TelegramPreview(bool IsDisabled);

internal sealed record TelegramReply(long MessageId, bool AllowSendingWithoutReply);

/// <param name="Result">The message; `true` for some changes.</param>
internal sealed record TelegramAnswer(
    bool Ok,
    JsonElement? Result,
    string? Description,
    TelegramParameters? Parameters
)
{
    public long? MessageId =>
        Result is { ValueKind: JsonValueKind.Object } message
        && message.TryGetProperty("message_id", out var id)
        && id.TryGetInt64(out var number)
            ? number
            : null;
}

internal sealed record TelegramParameters(long? RetryAfter, long? MigrateToChatId);
