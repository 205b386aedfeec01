namespace TshActions.Core.Notices;

/// <summary>A notice as Telegram's HTML, which knows four entities and these tags among few others.</summary>
/// <remarks>https://core.telegram.org/bots/api#html-style</remarks>
public static class TelegramText
{
    /// <summary>The service refuses longer ones.</summary>
    public const int Longest = 4096;

    public static string Of(Notice notice) =>
        string.Join(
            '\n',
            notice
                .Facts.Select(fact => $"{fact.Label}: {Escape(fact.Text)}")
                .Prepend($"{notice.Sign} <b>{Escape(notice.Headline)}</b>")
                .Concat(
                    notice.Run is { } run
                        ? [$"<a href=\"{Escape(run.AbsoluteUri)}\">the run</a>"]
                        : []
                )
        );

    private static string Escape(string text) =>
        text.Replace("&", "&amp;")
            .Replace("<", "&lt;")
            .Replace(">", "&gt;")
            .Replace("\"", "&quot;");
}
