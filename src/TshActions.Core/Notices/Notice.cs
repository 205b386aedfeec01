using TshActions.Core.Reports;

namespace TshActions.Core.Notices;

/// <summary>What people read, before any service's markup: a line that says it all, and what they would ask next.</summary>
/// <param name="Sign">Tells events apart at first glance.</param>
/// <param name="Facts">Each under its label; none is empty.</param>
/// <param name="Run">Where to read on; null at a terminal.</param>
public sealed record Notice(
    NoticeEvent Event,
    string Sign,
    string Headline,
    IReadOnlyList<NoticeFact> Facts,
    Uri? Run
)
{
    /// <summary>Whether people must hear it even where a message they have read already is only updated.</summary>
    public bool Rings => Event is NoticeEvent.Failure or NoticeEvent.Rollback;

    /// <summary>For a log.</summary>
    public string Plain =>
        string.Join(
            '\n',
            Facts
                .Select(fact => $"  {fact.Label, -8}  {fact.Text}")
                .Prepend($"{Sign} {Headline}")
                .Concat(Run is null ? [] : [$"  {"run", -8}  {Run.AbsoluteUri}"])
        );

    /// <summary>The same in two lines, for what only has to be heard: the whole stands elsewhere.</summary>
    public Notice Short => this with { Facts = [.. Facts.Where(fact => fact.Label is "live now")] };

    public static Notice Of(News news) =>
        new(
            news.Event,
            NoticeText.Sign(news),
            NoticeText.Headline(news),
            [
                .. new NoticeFact[]
                {
                    new("before", NoticeText.Short(news.Before)),
                    new("live now", NoticeText.Live(news)),
                    new("took", news.Took is { } took ? took.AsTaken : ""),
                    new("why", NoticeText.Foreign(news.Why, NoticeText.LongestReason)),
                    new("next", NoticeText.Next(news)),
                }.Where(fact => fact.Text.Length > 0),
            ],
            news.Run
        );
}

public sealed record NoticeFact(string Label, string Text);
