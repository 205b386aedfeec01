using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TshActions.Manifest;

namespace TshActions.Notices;

/// <summary>Any address, signed so that its owner knows who speaks and that nothing was changed on the way.</summary>
/// <remarks>https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md</remarks>
internal sealed class SignedWebhook(WebhookSpec spec, byte[] key, TimeProvider time, Post post)
    : IRecipient
{
    public const string Key = "webhook";

    /// <summary>Of a secret, in bytes, as the specification asks.</summary>
    private const int Shortest = 24;

    public string Name => "the webhook";

    public string Word => Key;

    /// <param name="secret">`whsec_` and base64, or base64 alone, as the specification's own libraries read it.</param>
    /// <returns>Null where it is none, or too short to be one.</returns>
    public static byte[]? KeyOf(string secret)
    {
        var text = secret.Trim();
        text = text.StartsWith("whsec_", StringComparison.Ordinal) ? text["whsec_".Length..] : text;
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length >= Shortest
            ? key[..length]
            : null;
    }

    public async Task<Delivery> TellAsync(Telling telling, CancellationToken cancel)
    {
        if (!telling.IsAsked)
            return Delivery.NotAsked;
        var body = JsonSerializer.SerializeToUtf8Bytes(
            WebhookEvent.Of(telling),
            WebhookJson.Default.WebhookEvent
        );
        // One event keeps its id however often it is sent: by it a receiver knows what it has heard already.
        var id = $"msg_{RandomNumberGenerator.GetHexString(24, lowercase: true)}";
        var reply = await post.SendAsync(
            new(Name, spec.Url, body, Harmless: true) { Headers = () => Headers(id, body) },
            cancel
        );
        return reply switch
        {
            PostReply.Came { IsGood: true } => new(DeliveryState.Took, $"event {id}"),
            PostReply.Came { Status: 410 } => Delivery.NotTaken(
                new("it wants no events any more (410)", "take `notify.webhook` out")
            ),
            _ => Delivery.NotTaken(Refusals.Of(reply, "notify.webhook.url")),
        };
    }

    private (string, string)[] Headers(string id, byte[] body)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{now}."), .. body];
        return
        [
            ("webhook-id", id),
            ("webhook-timestamp", $"{now}"),
            ("webhook-signature", $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}"),
        ];
    }
}
