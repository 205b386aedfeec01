using System.Diagnostics;

namespace TshActions.Core.Notices;

/// <summary>A notice for Slack: what a phone shows, and under it sections beside a bar of the event's colour.</summary>
/// <param name="Text">In Slack's mrkdwn.</param>
/// <param name="Color">`#rrggbb`.</param>
/// <param name="Sections">In mrkdwn, each at most <see cref="Longest"/> characters.</param>
/// <remarks>https://docs.slack.dev/messaging/formatting-message-text</remarks>
public sealed record SlackText(string Text, string Color, IReadOnlyList<string> Sections)
{
    /// <summary>The service refuses a longer section.</summary>
    public const int Longest = 3000;

    public static SlackText Of(Notice notice) =>
        new(
            $"{notice.Sign} *{Escape(notice.Headline)}*",
            notice.Event switch
            {
                NoticeEvent.Start => "#1f6feb",
                NoticeEvent.Success => "#2da44e",
                NoticeEvent.Warning => "#d4a72c",
                NoticeEvent.Rollback => "#8250df",
                NoticeEvent.Failure => "#cf222e",
                _ => throw new UnreachableException(),
            },
            Packed([
                .. notice.Facts.Select(fact => $"*{fact.Label}* {Escape(fact.Text)}"),
                .. notice.Run is { } run ? (string[])[$"<{Escape(run.AbsoluteUri)}|the run>"] : [],
            ])
        );

    private static List<string> Packed(IReadOnlyList<string> lines)
    {
        List<string> sections = [];
        foreach (var line in lines)
            if (sections is [.., var last] && last.Length + 1 + line.Length <= Longest)
                sections[^1] = $"{last}\n{line}";
            else
                sections.Add(line);
        return sections;
    }

    /// <summary>These three begin everything that acts: links, `!channel`, people.</summary>
    private static string Escape(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
