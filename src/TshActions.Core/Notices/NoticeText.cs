using System.Diagnostics;
using TshActions.Core.Reports;

namespace TshActions.Core.Notices;

/// <summary>The words of a notice.</summary>
internal static class NoticeText
{
    /// <summary>
    /// Telegram takes 4,096 characters, a section of Slack's 3,000, where `&amp;` counts as five: even a reason of
    /// nothing else fits.
    /// </summary>
    public const int LongestReason = 500;

    private const int LongestName = 64;

    public static string Sign(News news) =>
        (news.Event, news.Task) switch
        {
            (NoticeEvent.Start, NewsTask.Deploy) => "🚀",
            (NoticeEvent.Start, _) => "🔄",
            (NoticeEvent.Success, _) => "✅",
            (NoticeEvent.Warning, _) => "⚠️",
            (NoticeEvent.Rollback, _) => "⏪",
            (NoticeEvent.Failure, NewsTask.Deploy) => "❌",
            (NoticeEvent.Failure, _) => "🆘",
            _ => throw new UnreachableException(),
        };

    public static string Headline(News news)
    {
        var (app, place) = (news.App, news.Environment);
        var what = $"{app} {Short(news.Release)}".TrimEnd();
        return (news.Event, news.Task) switch
        {
            (NoticeEvent.Start, NewsTask.Deploy) => $"Deploying {what} to {place}",
            (NoticeEvent.Start, _) =>
                $"Rolling {app} on {place} back{(news.Release.Length > 0 ? $" to {Short(news.Release)}" : "")}",
            (NoticeEvent.Success, _) => $"{what} is live on {place}",
            (NoticeEvent.Warning, _) => $"{what} is live on {place}, with warnings",
            (NoticeEvent.Rollback, NewsTask.Deploy) => $"{what} was taken back on {place}",
            (NoticeEvent.Rollback, _) =>
                $"{app} on {place} is back on {Short(news.LiveRelease.Length > 0 ? news.LiveRelease : news.Release)}",
            (NoticeEvent.Failure, NewsTask.Rollback) => $"The rollback of {app} on {place} failed",
            (NoticeEvent.Failure, _) => news.Verdict switch
            {
                "fail" when news.IsLive => $"{what} failed on {place} and is still live",
                "fail" => $"{what} failed on {place}",
                "inconclusive" => $"{what} could not be judged on {place}",
                _ => $"The deployment of {what} to {place} ended without a verdict",
            },
            _ => throw new UnreachableException(),
        };
    }

    public static string Live(News news)
    {
        if (!news.IsOver)
            return "";
        var (slot, release) = (Foreign(news.LiveSlot, LongestName), Short(news.LiveRelease));
        return (slot, release) switch
        {
            ("", "") => "not known",
            ("", _) => release,
            (_, "") => slot,
            _ => $"{slot}, with {release}",
        };
    }

    /// <summary>What a person does now; empty where there is nothing to do.</summary>
    public static string Next(News news)
    {
        var host = $"{news.App} {news.Environment}";
        return news.Event switch
        {
            NoticeEvent.Start or NoticeEvent.Success => "",
            NoticeEvent.Warning => "read the warnings in the run; the release stays live",
            NoticeEvent.Rollback =>
                "clients are served by the release before; mend what was wrong, then deploy again",
            NoticeEvent.Failure when news.LiveRelease.Length is 0 =>
                $"look at once what is live: `tsh status`, or on the host `sudo tsh-host status {host}`",
            NoticeEvent.Failure when news.Task is NewsTask.Rollback =>
                $"read why in the run; on the host `sudo tsh-host rollback {host}` goes back without GitHub",
            NoticeEvent.Failure when news.IsLive =>
                "decide now: roll back by hand, or mend it and deploy again; the run says what is possible",
            NoticeEvent.Failure =>
                "clients are served as before; read why in the run, mend it, then deploy again",
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>A commit by the seven letters people know it by.</summary>
    public static string Short(string release) =>
        release.Length is 40 && release.All(char.IsAsciiHexDigit)
            ? release[..7]
            : Foreign(release, LongestName);

    /// <summary>One line in which nobody is called: a name behind @ is one only when it follows at once.</summary>
    public static string Foreign(string text, int longest) =>
        PlainText.OneLine(text.Trim(), longest).Replace("@", "@\u200b");
}
