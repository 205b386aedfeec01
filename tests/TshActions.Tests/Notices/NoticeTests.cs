using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Notices;

namespace TshActions.Tests.Notices;

public class NoticeTests
{
    [Fact]
    public void What_a_log_shows() => Approved.Check(Each(notice => notice.Plain));

    [Fact]
    public void What_Telegram_shows() => Approved.Check(Each(TelegramText.Of));

    [Fact]
    public void What_Slack_shows() =>
        Approved.Check(
            Each(notice =>
            {
                var text = SlackText.Of(notice);
                return string.Join("\n--\n", text.Sections.Prepend($"{text.Text} ({text.Color})"));
            })
        );

    [Fact]
    public void Every_event_is_told_of_once_at_least() =>
        AnyNews
            .All.Values.Select(news => news.Event)
            .Distinct()
            .ShouldBe(Enum.GetValues<NoticeEvent>(), ignoreOrder: true);

    [Fact]
    public void Events_differ_at_first_glance()
    {
        var notices = AnyNews.All.Values.Select(Notice.Of).ToList();

        foreach (
            var (one, other) in notices.SelectMany(one => notices.Select(other => (one, other)))
        )
            if (one.Event != other.Event)
            {
                one.Sign.ShouldNotBe(other.Sign);
                SlackText.Of(one).Color.ShouldNotBe(SlackText.Of(other).Color);
            }
    }

    [Theory]
    [InlineData("rollback", "", NoticeEvent.Failure)]
    [InlineData("rollback", "v2", NoticeEvent.Failure)]
    [InlineData("rollback", "v1", NoticeEvent.Rollback)]
    [InlineData("hold", "v1", NoticeEvent.Failure)]
    public void A_gate_s_word_counts_only_where_another_release_is_live(
        string action,
        string live,
        NoticeEvent told
    ) =>
        (
            AnyNews.Begin with
            {
                IsOver = true,
                Release = "v2",
                Verdict = "fail",
                GateAction = action,
                LiveRelease = live,
            }
        ).Event.ShouldBe(told);

    /// <summary>Whatever others write, no service refuses it for its length, and nothing in it calls anybody.</summary>
    [Fact]
    public void Any_text_fits_and_none_acts() =>
        Prop.ForAll(
                Words().Three().ToArbitrary(),
                words =>
                {
                    var notice = Notice.Of(
                        AnyNews.Begin with
                        {
                            IsOver = true,
                            Verdict = "fail",
                            Release = words.Item1,
                            LiveRelease = words.Item2,
                            Why = words.Item3,
                        }
                    );
                    var (telegram, slack) = (TelegramText.Of(notice), SlackText.Of(notice));
                    var texts = slack.Sections.Append(slack.Text).Append(telegram).ToList();
                    return telegram.Length <= TelegramText.Longest
                        && slack.Sections.All(section => section.Length <= SlackText.Longest)
                        && texts.All(text =>
                            !text.Contains("<!")
                            && !text.Contains("<@")
                            && !text.Contains("@here")
                            && !text.Contains("<i")
                        );
                }
            )
            .QuickCheckThrowOnFailure();

    private static Gen<string> Words() =>
        Gen.Choose(0, 400)
            .SelectMany(times =>
                Gen.Elements("@here", "<!channel>", "<@U1>", "&", "\"", "\n", "<i>", "🚀", "a")
                    .ArrayOf(times)
                    .Select(string.Concat)
            );

    private static string Each(Func<Notice, string> text) =>
        string.Join(
            '\n',
            AnyNews.All.Select(pair => $"# {pair.Key}\n{text(Notice.Of(pair.Value))}\n")
        );
}
