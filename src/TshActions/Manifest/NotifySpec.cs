using TshActions.Core.Notices;

namespace TshActions.Manifest;

/// <summary>Who is told of a deployment.</summary>
/// <param name="On">Events that are told.</param>
public sealed record NotifySpec(
    TelegramSpec? Telegram,
    SlackSpec? Slack,
    WebhookSpec? Webhook,
    IReadOnlyList<NoticeEvent> On
);

/// <param name="Chat">Id of a chat, or the @name of a public one.</param>
/// <param name="Thread">A topic of it; null: none.</param>
/// <param name="Api">Without a slash at its end.</param>
public sealed record TelegramSpec(string Chat, int? Thread, string Api);

/// <param name="Channel">Null: an incoming webhook, whose secret address knows the channel.</param>
/// <param name="Api">Without a slash at its end.</param>
public sealed record SlackSpec(string? Channel, string Api);

public sealed record WebhookSpec(Uri Url);
