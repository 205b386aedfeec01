using TshActions.Manifest;
using TshActions.Verbs;

namespace TshActions.Notices;

/// <summary>Whoever the manifest names, each with its secret.</summary>
internal static class Recipients
{
    private static readonly string[] Secrets =
    [
        "telegram-token",
        "slack-token",
        "slack-webhook",
        "webhook-secret",
    ];

    /// <summary>From here on no text of ours holds a secret, those of services not named here included.</summary>
    public static IReadOnlyList<IRecipient> Of(NotifySpec spec, VerbRun run, Post post)
    {
        foreach (var input in Secrets)
            if (run.Inputs[input].Trim() is { Length: > 0 } secret)
                run.Story.Hide(secret);
        List<IRecipient> recipients = [];
        if (spec.Telegram is { } telegram)
            recipients.Add(
                Armed(
                    run,
                    "Telegram",
                    TelegramChat.Key,
                    "telegram-token",
                    "is no token of a bot: take the one BotFather shows, like 123456:ABC-DEF",
                    token =>
                        TelegramChat.IsToken(token) ? new TelegramChat(telegram, token, post) : null
                )
            );
        if (spec.Slack is { } slack)
            recipients.Add(
                slack.Channel is null
                    ? Armed(
                        run,
                        "Slack",
                        SlackChannel.Key,
                        "slack-webhook",
                        "is no https address: take the one Slack shows for the incoming webhook",
                        text => Hook(run, text) is { } address ? new SlackHook(address, post) : null
                    )
                    : Armed(
                        run,
                        "Slack",
                        SlackChannel.Key,
                        "slack-token",
                        "is no token: take the bot token of the app, which begins with xoxb-",
                        token =>
                            token.All(sign => sign is > ' ' and < '\x7f')
                                ? new SlackChannel(slack, token, post)
                                : null
                    )
            );
        if (spec.Webhook is { } webhook)
            recipients.Add(
                Armed(
                    run,
                    "the webhook",
                    SignedWebhook.Key,
                    "webhook-secret",
                    "is no secret of Standard Webhooks: write `whsec_` and at least 24 random bytes in base64, as `openssl rand -base64 32` makes them",
                    secret =>
                        SignedWebhook.KeyOf(secret) is { } key
                            ? new SignedWebhook(webhook, key, run.Time, post)
                            : null
                )
            );
        return recipients;
    }

    /// <param name="make">Null where the secret is none of its kind.</param>
    private static IRecipient Armed(
        VerbRun run,
        string name,
        string word,
        string input,
        string otherwise,
        Func<string, IRecipient?> make
    )
    {
        var secret = run.Inputs[input].Trim();
        if (secret.Length is 0)
            return new Unarmed(
                name,
                word,
                new($"`{input}` is empty", $"pass the secret. {Inputs.EmptySecret}")
            );
        return make(secret)
            ?? new Unarmed(name, word, new($"`{input}` is not usable", $"it {otherwise}"));
    }

    /// <summary>An address that is itself a secret: its path must not be told either, in whoever's words.</summary>
    private static Uri? Hook(VerbRun run, string text)
    {
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || !(address.Scheme is "https" || (address.Scheme is "http" && address.IsLoopback))
        )
            return null;
        run.Story.Hide(address.AbsoluteUri);
        if (address.PathAndQuery.Length > 1)
            run.Story.Hide(address.PathAndQuery);
        return address;
    }
}
