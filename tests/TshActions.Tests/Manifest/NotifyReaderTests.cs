using TshActions.Core.Notices;

namespace TshActions.Tests.Manifest;

public class NotifyReaderTests
{
    [Fact]
    public void Without_a_word_nobody_is_told()
    {
        var notify = Texts.Read(Texts.OneHost(Texts.Systemd)).Notify;

        (notify.Telegram, notify.Slack, notify.Webhook).ShouldBe((null, null, null));
        notify.On.ShouldBeEmpty();
    }

    [Fact]
    public void Everything_is_told_at_the_services_own_addresses_unless_said_otherwise()
    {
        var notify = Texts
            .Read(
                Texts.OneHost(
                    Texts.Systemd
                        + """
                        notify:
                          telegram: { chat: -1001234567890 }
                          slack: { kind: app, channel: C0123ABCDEF }
                        """
                )
            )
            .Notify;

        notify.Telegram.ShouldBe(new("-1001234567890", null, "https://api.telegram.org"));
        notify.Slack.ShouldBe(new("C0123ABCDEF", "https://slack.com/api"));
        notify.On.ShouldBe(Enum.GetValues<NoticeEvent>());
    }

    [Fact]
    public void What_is_written_is_read()
    {
        var notify = Texts
            .Read(
                Texts.OneHost(
                    Texts.Systemd
                        + """
                        notify:
                          telegram: { chat: "@tsh_deploys", thread: 12, api: "http://127.0.0.1:8081/" }
                          slack: { kind: incoming-webhook }
                          webhook: { url: "https://hooks.example.com/tsh?from=erp" }
                          on: [failure, rollback, failure]
                        """
                )
            )
            .Notify;

        notify.Telegram.ShouldBe(new("@tsh_deploys", 12, "http://127.0.0.1:8081"));
        notify.Slack!.Channel.ShouldBeNull();
        notify.Webhook!.Url.AbsoluteUri.ShouldBe("https://hooks.example.com/tsh?from=erp");
        notify.On.ShouldBe([NoticeEvent.Failure, NoticeEvent.Rollback]);
    }

    [Theory]
    [InlineData("https://hooks.example.com", true)]
    [InlineData("https://hooks.example.com:8443/a/b", true)]
    [InlineData("http://localhost:8080/a", true)]
    [InlineData("http://[::1]:8080", true)]
    [InlineData("http://hooks.example.com", false)]
    [InlineData("http://127.0.0.1.example.com", false)]
    [InlineData("http://127.0.0.1@example.com", false)]
    [InlineData("https://somebody@hooks.example.com", false)]
    [InlineData("https://hooks.example.com/a#b", false)]
    [InlineData("ftp://hooks.example.com", false)]
    public void What_carries_a_secret_goes_by_https_or_stays_within_the_machine(
        string address,
        bool good
    ) => TshActions.Manifest.NotifyScalars.SecureUrl("").Accepts(address).ShouldBe(good);
}
