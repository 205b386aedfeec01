using System.Text.Json.Serialization;
using TshActions.Core.Reports;

namespace TshActions.Notices;

/// <summary>The event a webhook gets; actions/notify/README.md describes it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(WebhookEvent))]
internal sealed partial class WebhookJson : JsonSerializerContext;

/// <param name="Timestamp">When it happened; when it was sent stands in the header.</param>
internal sealed record WebhookEvent(string Type, DateTimeOffset Timestamp, WebhookData Data)
{
    public static WebhookEvent Of(Telling telling)
    {
        var news = telling.News;
        return new(
            $"deployment.{news.Event.ToString().ToLowerInvariant()}",
            telling.At,
            new(
                WebhookData.Current,
                telling.Deployment,
                news.Task.ToString().ToLowerInvariant(),
                news.App,
                news.Environment,
                Told(news.Release),
                Told(news.Before),
                Told(news.Verdict),
                Told(news.LiveSlot),
                Told(news.LiveRelease),
                news.Took is { } took ? (long)took.TotalSeconds : null,
                Told(PlainText.OneLine(news.Why, WebhookData.LongestReason)),
                telling.Notice.Headline,
                telling.Notice.Facts.FirstOrDefault(fact => fact.Label is "next")?.Text,
                news.Run
            )
        );
    }

    private static string? Told(string text) => text.Length > 0 ? text : null;
}

/// <summary>What is not known is not there.</summary>
/// <param name="Format">Grows when a field goes or changes its meaning; new fields may come at any time.</param>
/// <param name="Deployment">The same for all events of one deployment.</param>
/// <param name="Before">Release that was live before it began.</param>
/// <param name="Seconds">From begin to end.</param>
internal sealed record WebhookData(
    int Format,
    string Deployment,
    string Task,
    string App,
    string Environment,
    string? Release,
    string? Before,
    string? Verdict,
    string? LiveSlot,
    string? LiveRelease,
    long? Seconds,
    string? Why,
    string Headline,
    string? Next,
    Uri? Run
)
{
    public const int Current = 1;

    /// <summary>Events stay far below the 20 KB that the specification asks for.</summary>
    public const int LongestReason = 2000;
}
