using TshActions.Notices;

namespace TshActions.Tests.Notices;

public class RepeatTests
{
    private static readonly TimeSpan Left = TimeSpan.FromSeconds(10);

    public static TheoryData<string, bool, bool> Replies =>
        new()
        {
            { "not reached", true, true },
            { "lost", false, true },
            { "429", true, true },
            { "503", true, true },
            { "408", false, true },
            { "500", false, true },
            { "502", false, true },
            { "200", false, false },
            { "302", false, false },
            { "400", false, false },
            { "401", false, false },
            { "410", false, false },
        };

    [Theory]
    [MemberData(nameof(Replies))]
    public void What_may_have_been_heard_is_said_again_only_where_that_does_no_harm(
        string reply,
        bool message,
        bool change
    )
    {
        Wait(Reply(reply), harmless: false).HasValue.ShouldBe(message);
        Wait(Reply(reply), harmless: true).HasValue.ShouldBe(change);
    }

    [Fact]
    public void It_waits_longer_each_time_and_then_gives_up()
    {
        var waits = Enumerable
            .Range(0, 4)
            .Select(times => Wait(Reply("lost"), harmless: true, times)?.TotalSeconds);

        waits.ShouldBe([0.5, 1.0, null, null]);
    }

    [Theory]
    [InlineData(-60, 0.5)]
    [InlineData(0, 0.5)]
    [InlineData(9, 9.0)]
    [InlineData(10, null)]
    [InlineData(3600, null)]
    public void A_wait_that_is_asked_for_is_kept_if_it_ends_in_time(int asked, double? wait)
    {
        var busy = new PostReply.Came(429, "", TimeSpan.FromSeconds(asked));

        (Wait(busy, harmless: false)?.TotalSeconds).ShouldBe(wait);
    }

    [Fact]
    public void A_wait_that_is_asked_for_does_not_grow() =>
        Wait(new PostReply.Came(503, "", TimeSpan.FromSeconds(3)), harmless: false, times: 1)
            .ShouldBe(TimeSpan.FromSeconds(3));

    [Fact]
    public void Where_no_time_is_left_nothing_is_said_again() =>
        Repeat.Wait(Letter(harmless: true), Reply("lost"), 0, TimeSpan.Zero).ShouldBeNull();

    private static TimeSpan? Wait(PostReply reply, bool harmless, int times = 0) =>
        Repeat.Wait(Letter(harmless), reply, times, Left);

    private static Letter Letter(bool harmless) =>
        new("somebody", new Uri("https://example.com"), [], harmless);

    private static PostReply Reply(string word) =>
        word switch
        {
            "not reached" => new PostReply.NotReached("refused"),
            "lost" => new PostReply.Lost("reset"),
            _ => new PostReply.Came(int.Parse(word), "", null),
        };
}
