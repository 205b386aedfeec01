using TshActions.Core.Notices;
using static TshActions.Manifest.NotifyScalars;
using static TshActions.Manifest.Scalars;
using static TshActions.Manifest.Shape;

namespace TshActions.Manifest;

/// <summary>Who is told of a deployment, key by key.</summary>
internal static class NotifyShape
{
    public static Map Notify =>
        new(
            "Who is told of deployments. Tokens are secrets and no part of it.",
            [
                new("telegram", Telegram),
                new("slack", Slack),
                new("webhook", Webhook),
                new(
                    "on",
                    new List(
                        "What is told; without it everything is.",
                        new Choice(
                            "An event.",
                            [
                                .. Enum.GetNames<NoticeEvent>()
                                    .Select(name => name.ToLowerInvariant()),
                            ]
                        ),
                        AtLeast: 1
                    )
                ),
            ]
        )
        {
            IsOptional = true,
        };

    private static Map Telegram =>
        new(
            "A chat of Telegram that a bot of the team's is in; its token is the secret `telegram-token`.",
            [
                new("chat", Chat("The chat's id, or the @name of a public one."), Required: true),
                new("thread", Number("A topic of the chat.", 1, 999_999_999)),
                new(
                    "api",
                    SecureUrl("Where the Bot API answers; a team can run a server of its own."),
                    Default: "https://api.telegram.org"
                ),
            ]
        );

    private static Kinds Slack =>
        new(
            "A channel of Slack.",
            "kind",
            "How it is reached.",
            [
                (
                    "app",
                    new Map(
                        "By an app of the team's, which can update what it said; its bot token is the secret `slack-token`.",
                        [
                            new("channel", Channel("The channel's id."), Required: true),
                            new(
                                "api",
                                SecureUrl("Where Slack's API answers."),
                                Default: "https://slack.com/api"
                            ),
                        ]
                    )
                ),
                (
                    "incoming-webhook",
                    new Map(
                        "By an incoming webhook, which only adds messages; its address is the secret `slack-webhook`.",
                        []
                    )
                ),
            ]
        );

    private static Map Webhook =>
        new(
            "Any address, signed by Standard Webhooks with the secret `webhook-secret`.",
            [new("url", SecureUrl("The address that is told."), Required: true)]
        );
}
