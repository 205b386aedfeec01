using System.Text.Json;
using TshActions.Core.Notices;
using TshActions.Manifest;

namespace TshActions.Notices;

/// <summary>A channel of Slack, through an app of the team's.</summary>
internal sealed class SlackChannel(SlackSpec spec, string token, Post post) : ChatBoard
{
    public const string Key = "slack";

    public override string Name => "Slack";

    public override string Word => Key;

    protected override bool IsHere(string message) =>
        message.StartsWith($"{spec.Channel}/", StringComparison.Ordinal);

    protected override async Task<Said> AddAsync(
        Notice notice,
        string? below,
        CancellationToken cancel
    )
    {
        var text = SlackText.Of(notice);
        return await AskAsync(
            "chat.postMessage",
            new(
                spec.Channel,
                text.Text,
                SlackMessage.Card(text),
                ThreadTs: below is null ? null : TsOf(below),
                ReplyBroadcast: below is null ? null : true,
                Parse: "none",
                UnfurlLinks: false
            ),
            harmless: false,
            cancel
        );
    }

    protected override async Task<Said> UpdateAsync(
        string message,
        Notice notice,
        CancellationToken cancel
    )
    {
        var text = SlackText.Of(notice);
        return await AskAsync(
            "chat.update",
            new(spec.Channel, text.Text, SlackMessage.Card(text), Ts: TsOf(message), Parse: "none"),
            harmless: true,
            cancel
        );
    }

    private async Task<Said> AskAsync(
        string method,
        SlackMessage message,
        bool harmless,
        CancellationToken cancel
    )
    {
        var reply = await post.SendAsync(
            new(
                Name,
                new Uri($"{spec.Api}/{method}"),
                JsonSerializer.SerializeToUtf8Bytes(message, SlackJson.Default.SlackMessage),
                harmless
            )
            {
                Headers = () => [("Authorization", $"Bearer {token}")],
            },
            cancel
        );
        return (reply is PostReply.Came came ? Read(came) : null) switch
        {
            { Ok: true, Ts: { Length: > 0 } ts } => new Said.Told($"{spec.Channel}/{ts}"),
            {
                Ok: false,
                Error: "message_not_found" or "cant_update_message" or "edit_window_closed"
            } gone when message.Ts is not null => new Said.Gone(gone.Error),
            { Ok: false, Error: { Length: > 0 } error } answer => new Said.Not(
                new($"it says {Refusals.Word(error)}", Advice(error, answer.Needed))
            ),
            _ => new Said.Not(Refusals.Of(reply, "notify.slack.api")),
        };
    }

    private static string Advice(string error, string? needed) =>
        error switch
        {
            "invalid_auth"
            or "not_authed"
            or "account_inactive"
            or "token_revoked"
            or "token_expired"
            or "not_allowed_token_type" =>
                "`slack-token` is no bot token of an installed app: take the one beginning with xoxb-",
            "missing_scope" =>
                $"give the app the scope `{Refusals.Word(needed ?? "chat:write")}` and install it again",
            "channel_not_found" or "not_in_channel" =>
                "look whether `notify.slack.channel` is right, and invite the app there with /invite",
            "is_archived" => "name a channel that is not archived in `notify.slack.channel`",
            "ratelimited" or "rate_limited" =>
                "tell it less often, or ask for fewer events with `notify.on`",
            _ => "look the word up on Slack's page of the method; the run's summary tells the same",
        };

    private static SlackAnswer? Read(PostReply.Came came)
    {
        try
        {
            return JsonSerializer.Deserialize(came.Body, SlackJson.Default.SlackAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string TsOf(string message) => message[(message.IndexOf('/') + 1)..];
}
