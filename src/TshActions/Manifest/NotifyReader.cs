using TshActions.Core.Notices;

namespace TshActions.Manifest;

/// <summary>Turns the checked part about who is told into values.</summary>
internal static class NotifyReader
{
    private static readonly NotifySpec Nobody = new(null, null, null, []);

    /// <param name="part">Null: nobody is told.</param>
    public static NotifySpec Notify(Checked? part) =>
        part is null
            ? Nobody
            : new(
                part.Find("telegram") is { } telegram
                    ? new(
                        telegram["chat"].Text,
                        telegram.Find("thread")?.Number,
                        telegram["api"].Text.TrimEnd('/')
                    )
                    : null,
                part.Find("slack") is { } slack
                    ? new(slack.Find("channel")?.Text, slack.Find("api")?.Text.TrimEnd('/') ?? "")
                    : null,
                part.Find("webhook") is { } webhook ? new(new Uri(webhook["url"].Text)) : null,
                part.Find("on") is { } on
                    ?
                    [
                        .. on
                            .Items.Select(item =>
                                Enum.Parse<NoticeEvent>(item.Text, ignoreCase: true)
                            )
                            .Distinct(),
                    ]
                    : Enum.GetValues<NoticeEvent>()
            );
}
