using System.Text.Json;
using System.Text.RegularExpressions;
using TshActions.Core.Notices;
using TshActions.Manifest;

namespace TshActions.Notices;

/// <summary>A chat of Telegram, through a bot.</summary>
/// <param name="token">Part of each address, which therefore stands in no message.</param>
internal sealed partial class TelegramChat(TelegramSpec spec, string token, Post post) : ChatBoard
{
    public const string Key = "telegram";

    public override string Name => "Telegram";

    public override string Word => Key;

    /// <summary>As BotFather gives it; anything else could change the address.</summary>
    public static bool IsToken(string text) => Token().IsMatch(text);

    protected override bool IsHere(string message) => IdOf(message) is not null;

    protected override async Task<Said> AddAsync(
        Notice notice,
        string? below,
        CancellationToken cancel
    ) =>
        await AskAsync(
            "sendMessage",
            new(
                spec.Chat,
                TelegramText.Of(notice),
                spec.Thread,
                ReplyParameters: below is not null && IdOf(below) is { } id
                    ? new(id, AllowSendingWithoutReply: true)
                    : null
            ),
            harmless: false,
            cancel
        );

    protected override async Task<Said> UpdateAsync(
        string message,
        Notice notice,
        CancellationToken cancel
    ) =>
        await AskAsync(
            "editMessageText",
            new(spec.Chat, TelegramText.Of(notice), MessageId: IdOf(message)),
            harmless: true,
            cancel
        );

    private async Task<Said> AskAsync(
        string method,
        TelegramMessage message,
        bool harmless,
        CancellationToken cancel
    )
    {
        var reply = await post.SendAsync(
            new(
                Name,
                new Uri($"{spec.Api}/bot{token}/{method}"),
                JsonSerializer.SerializeToUtf8Bytes(message, TelegramJson.Default.TelegramMessage),
                harmless
            )
            {
                AsksToWait = came =>
                    Read(came)?.Parameters?.RetryAfter is { } seconds
                        ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400))
                        : null,
            },
            cancel
        );
        var answer = reply is PostReply.Came came ? Read(came) : null;
        return answer switch
        {
            { Ok: true } when (answer.MessageId ?? message.MessageId) is { } id => new Said.Told(
                $"{spec.Chat}/{id}"
            ),
            { Ok: false, Description: { Length: > 0 } said } => No(
                (PostReply.Came)reply,
                answer,
                said,
                message
            ),
            _ => new Said.Not(Refusals.Of(reply, "notify.telegram.api")),
        };
    }

    /// <summary>Telegram numbers its errors by HTTP's few and tells them apart by words alone.</summary>
    private Said No(
        PostReply.Came came,
        TelegramAnswer answer,
        string said,
        TelegramMessage message
    )
    {
        bool Says(string part) => said.Contains(part, StringComparison.OrdinalIgnoreCase);
        var isUpdate = message.MessageId is not null;
        // The same was heard before.
        if (isUpdate && Says("message is not modified"))
            return new Said.Told($"{spec.Chat}/{message.MessageId}");
        if (
            isUpdate
            && (
                Says("message to edit not found")
                || Says("message can't be edited")
                || Says("MESSAGE_ID_INVALID")
            )
        )
            return new Said.Gone(Refusals.Word(said));
        var wait = answer.Parameters?.RetryAfter;
        var advice = (came.Status, answer.Parameters?.MigrateToChatId) switch
        {
            (_, { } now) =>
                $"the group became a supergroup: write `notify.telegram.chat: \"{now}\"`",
            (401 or 404, _) =>
                "`telegram-token` is no token of a bot: take the one BotFather shows",
            (403, _) => "add the bot to the chat, and let it write there",
            (429, _) => "tell it less often, or ask for fewer events with `notify.on`",
            (400, _) when Says("thread") =>
                "look whether `notify.telegram.thread` is a topic of the chat",
            (400, _) when Says("chat not found") =>
                "look whether `notify.telegram.chat` is right, with its minus, and the bot a member",
            (>= 500, _) => "nothing; the run's summary tells the same",
            _ => "look whether `notify.telegram` is right",
        };
        return new Said.Not(
            new(
                $"it says {Refusals.Word(said)} ({came.Status}){(wait is { } seconds ? $", wait {seconds} s" : "")}",
                advice
            )
        );
    }

    private static TelegramAnswer? Read(PostReply.Came came)
    {
        try
        {
            return JsonSerializer.Deserialize(came.Body, TelegramJson.Default.TelegramAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private long? IdOf(string message) =>
        message.StartsWith($"{spec.Chat}/", StringComparison.Ordinal)
        && long.TryParse(message.AsSpan(spec.Chat.Length + 1), out var id)
            ? id
            : null;

    [GeneratedRegex(@"\A[0-9]+:[A-Za-z0-9_-]+\z")]
    private static partial Regex Token();
}
