using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TshActions.Core.Notices;
using TshActions.Notices;

namespace TshActions.Tests.Notices;

/// <summary>What a webhook gets is read by programs of others: each field is a promise.</summary>
public class WebhookEventTests
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void What_a_webhook_gets() =>
        Approved.Check(
            string.Join(
                '\n',
                AnyNews.All.Select(pair =>
                    $"# {pair.Key}\n{Event(pair.Value).ToJsonString(Readable)}\n"
                )
            )
        );

    [Fact]
    public void The_README_shows_one() =>
        JsonNode
            .DeepEquals(
                JsonNode.Parse(
                    Repository.Read("actions/notify/README.md").Split("```json\n")[1].Split("```")[
                        0
                    ]
                ),
                Event(AnyNews.All["the gate took it back"])
            )
            .ShouldBeTrue();

    [Fact]
    public void However_long_a_reason_an_event_stays_short() =>
        Event(AnyNews.Begin with { Why = new string('ü', 100_000) })
            .ToJsonString()
            .Length.ShouldBeLessThan(20_000);

    private static JsonNode Event(News news) =>
        JsonSerializer.SerializeToNode(
            WebhookEvent.Of(
                new Telling(
                    news,
                    Notice.Of(news),
                    new Dictionary<string, string>(),
                    IsAsked: true,
                    new(2025, 11, 15, 12, 17, 42, TimeSpan.Zero),
                    "5f1e0c7a9b3d2e4f6a8c0b1d"
                )
            ),
            WebhookJson.Default.WebhookEvent
        )!;
}
