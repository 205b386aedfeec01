using System.Text.Json.Serialization;
using TshActions.Core.Notices;

namespace TshActions.Notices;

/// <summary>Just the fields that are written and read, as Slack names them.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/chat.postMessage</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(SlackMessage))]
[JsonSerializable(typeof(SlackAnswer))]
internal sealed partial class SlackJson : JsonSerializerContext;

/// <param name="Channel">Null for an incoming webhook, which has one of its own.</param>
/// <param name="Ts">Names a message, by the time it was made: the one that is changed.</param>
/// <param name="ThreadTs">The one that is answered.</param>
/// <param name="ReplyBroadcast">The answer is shown in the channel too.</param>
/// <param name="Parse">Left out, a change would make links of names that new messages leave alone.</param>
/// <param name="UnfurlLinks">Not known to a change.</param>
internal sealed record SlackMessage(
    string? Channel,
    string Text,
    IReadOnlyList<SlackAttachment> Attachments,
    string? Ts = null,
    string? ThreadTs = null,
    bool? ReplyBroadcast = null,
    string? Parse = null,
    bool? UnfurlLinks = null
)
{
    public bool? UnfurlMedia => UnfurlLinks;

    public static IReadOnlyList<SlackAttachment> Card(SlackText text) =>
        [new(text.Color, [.. text.Sections.Select(section => new SlackBlock(new(section)))])];
}

internal sealed record SlackAttachment(string Color, IReadOnlyList<SlackBlock> Blocks);

internal sealed record SlackBlock(SlackMarkup Text)
{
    public string Type => "section";
}

internal sealed record SlackMarkup(string Text)
{
    public string Type => "mrkdwn";

    /// <summary>No links and no people are made of plain words.</summary>
    public bool Verbatim => true;
}

/// <param name="Needed">The scope that is missing.</param>
internal sealed record SlackAnswer(bool Ok, string? Error, string? Ts, string? Needed);
