using System.Text.Json;
using TshActions.Core.Notices;

namespace TshActions.Notices;

/// <summary>An incoming webhook of Slack: it only adds messages, and who knows its address may.</summary>
internal sealed class SlackHook(Uri address, Post post) : IRecipient
{
    public string Name => "Slack";

    public string Word => SlackChannel.Key;

    public async Task<Delivery> TellAsync(Telling telling, CancellationToken cancel)
    {
        if (!telling.IsAsked)
            return Delivery.NotAsked;
        var text = SlackText.Of(telling.Notice);
        var reply = await post.SendAsync(
            new(
                Name,
                address,
                JsonSerializer.SerializeToUtf8Bytes(
                    new SlackMessage(
                        Channel: null,
                        text.Text,
                        SlackMessage.Card(text),
                        UnfurlLinks: false
                    ),
                    SlackJson.Default.SlackMessage
                ),
                Harmless: false
            ),
            cancel
        );
        return reply switch
        {
            PostReply.Came { Status: 200 } came when came.Body.Trim() is "ok" => new(
                DeliveryState.Took,
                "a new message"
            ),
            PostReply.Came { Status: 403 or 404 or 410 } came => Delivery.NotTaken(
                new(
                    $"it refuses ({came.Status}): {Refusals.Word(came.Body)}",
                    "`slack-webhook` is taken back, or its channel archived: make a new one"
                )
            ),
            _ => Delivery.NotTaken(Refusals.Of(reply, "slack-webhook")),
        };
    }
}
