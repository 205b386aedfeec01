using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using TshActions.Rig.Forge;
using TshActions.Rig.Notices;
using TshActions.Rig.Runner;
using static TshActions.RigTests.Notices.ChatBench;

namespace TshActions.RigTests.Notices;

/// <summary>Whoever is not well fails nothing, delays nothing, hears nothing twice, and keeps nobody else from hearing.</summary>
public sealed class UnwellTests
{
    /// <summary>What all services may take together.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(10);

    public static TheoryData<string, Fault.Kind, int, string> Creating =>
        new()
        {
            // Nothing was done, so it is said again.
            { "asks to wait a little", Answer(429, 3), 2, "" },
            { "is not there just now", new Fault.Kind.Answer(503, ""), 2, "" },
            // Asking sooner than it says gains nothing.
            {
                "asks to wait an hour",
                Answer(429, 3600),
                1,
                "Too Many Requests: retry after 3600"
            },
            // It may have been done, so it is not said again.
            { "has trouble", new Fault.Kind.Answer(500, "<html>"), 1, "trouble of its own (500)" },
            { "is lost", new Fault.Kind.Lost(), 1, "whether it heard is not known" },
            { "breaks off", new Fault.Kind.Truncated(), 1, "whether it heard is not known" },
            {
                "is half a JSON",
                new Fault.Kind.Answer(200, "{\"ok\":true,"),
                1,
                "whether it was told is not known"
            },
            {
                "sends elsewhere",
                new Fault.Kind.Answer(307, "", ("Location", "/telegram/bot1:x/sendMessage")),
                1,
                "it sends elsewhere (307)"
            },
        };

    [Theory]
    [MemberData(nameof(Creating))]
    public async Task A_new_message_is_said_again_only_where_it_was_surely_not_heard(
        string what,
        Fault.Kind kind,
        int times,
        string why
    )
    {
        await using var bench = await StartAsync();
        bench.Chats.Break("sendMessage", kind);
        var begin = bench.Time.GetUtcNow();

        var begun = await bench.BeginAsync();

        begun.ExitCode.ShouldBe(0, begun.Log);
        bench.Asked.Count(method => method is "sendMessage").ShouldBe(times, what);
        bench.Chats.Telegram.Count.ShouldBeLessThanOrEqualTo(1);
        (bench.Time.GetUtcNow() - begin).ShouldBeLessThan(Together);
        begun.Outputs["verdict"].ShouldBe(why.Length is 0 ? "pass" : "warn");
        begun.Log.ShouldContain(why);
        bench.Chats.Slack.ShouldHaveSingleItem();
        if (why.Length is 0)
            return;
        begun.Outputs["sent"].ShouldBe("slack,webhook");
        begun.Log.ShouldContain("::warning title=notify%3A Telegram::");
    }

    [Theory]
    [InlineData(429, 3)]
    [InlineData(500, 3)]
    [InlineData(400, 1)]
    public async Task A_change_and_a_signed_event_may_be_heard_twice_so_they_are_said_up_to_three_times(
        int status,
        int times
    )
    {
        await using var bench = await StartAsync();
        var begun = await bench.BeginAsync();
        foreach (var part in new[] { "editMessageText", "chat.update", "events" })
            bench.Chats.Break(part, new Fault.Kind.Answer(status, ""), times: 9);

        var ended = await bench.PassedAsync(begun);

        ended.ExitCode.ShouldBe(0, ended.Log);
        (ended.Outputs["verdict"], ended.Outputs["sent"]).ShouldBe(("warn", ""));
        foreach (var part in new[] { "editMessageText", "chat.update" })
            bench.Asked.Count(method => method == part).ShouldBe(times, part);
        var events = bench
            .Chats.Requests.Where(request => request.Method is "events")
            .Skip(1)
            .ToList();
        events.Count.ShouldBe(times);
        events.Select(one => one.Headers["webhook-id"]).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_change_that_was_heard_and_whose_answer_was_lost_is_done()
    {
        await using var bench = await StartAsync();
        var begun = await bench.BeginAsync();
        bench.Chats.Break("editMessageText", new Fault.Kind.Lost());

        var ended = await bench.PassedAsync(begun);

        ended.Outputs["verdict"].ShouldBe("pass", ended.Log);
        bench.Chats.Telegram.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Where_a_change_is_refused_people_hear_of_a_failure_all_the_same()
    {
        await using var bench = await StartAsync();
        var begun = await bench.BeginAsync();
        bench.Chats.Break("editMessageText", new Fault.Kind.Answer(500, ""), times: 3);

        var ended = await bench.FailedAsync(begun);

        Warning(ended).ShouldContain("the reply that calls people was taken");
        bench.Chats.Telegram.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_message_that_is_gone_is_sent_anew_and_once()
    {
        await using var bench = await StartAsync();
        var begun = await bench.BeginAsync();
        bench.Chats.Forget();
        // On the connection that just told that it is gone: a client that repeats by itself would show here.
        bench.Chats.Break("sendMessage", new Fault.Kind.Lost());

        var ended = await bench.FailedAsync(begun);

        ended.ExitCode.ShouldBe(0, ended.Log);
        bench.Chats.Slack.ShouldHaveSingleItem().Text.ShouldContain("was taken back");
        bench.Chats.Telegram.ShouldHaveSingleItem().Text.ShouldContain("was taken back");
        ended.Log.ShouldContain("the one before was gone (message_not_found)");
        ended.Outputs["sent"].ShouldBe("slack,webhook");
    }

    [Fact]
    public async Task Who_never_answers_is_waited_for_ten_seconds_and_nobody_else_is_kept()
    {
        await using var bench = await StartAsync();
        var time = new LimitTime();
        var begin = time.GetUtcNow();
        bench.Chats.Break("sendMessage", new Fault.Kind.Never());

        var others = new TaskCompletionSource();
        var told = 0;

        var running = bench.RunAsync(
            [("state", "begin"), ("release", New)],
            time,
            line =>
            {
                if (line.StartsWith("✓ Tell") && Interlocked.Increment(ref told) is 2)
                    others.SetResult();
            }
        );
        await bench.Chats.Kept.WaitAsync(Cancel);
        await others.Task.WaitAsync(Cancel);
        // Until then it waits, and not longer.
        time.Advance(Together - TimeSpan.FromMilliseconds(1));
        running.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(1));
        var begun = await running;

        begun.ExitCode.ShouldBe(0, begun.Log);
        begun.Outputs["sent"].ShouldBe("slack,webhook");
        begun.Log.ShouldContain("no answer within 10 s");
        (time.GetUtcNow() - begin).ShouldBe(Together);
    }

    [Fact]
    public async Task Where_nobody_listens_it_is_said_three_times_within_the_time_and_told_as_that()
    {
        await using var bench = await StartAsync();
        // Nobody else can get the port meanwhile.
        using var dead = new Socket(
            AddressFamily.InterNetwork,
            SocketType.Stream,
            ProtocolType.Tcp
        );
        dead.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        bench.Notify = bench.Notify.Replace(
            $"{bench.Chats.Address}/telegram",
            $"http://{dead.LocalEndPoint}/telegram"
        );
        var begin = bench.Time.GetUtcNow();

        var begun = await bench.BeginAsync();

        begun.ExitCode.ShouldBe(0, begun.Log);
        begun.Outputs["sent"].ShouldBe("slack,webhook");
        begun.Log.ShouldContain("Telegram not: it could not be reached: Connection refused");
        (bench.Time.GetUtcNow() - begin).ShouldBe(TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public async Task A_receiver_elsewhere_never_gets_what_was_meant_for_this_one()
    {
        await using var bench = await StartAsync();
        await using var elsewhere = await LoopbackChats.StartAsync(Cancel);
        foreach (var part in new[] { "sendMessage", "chat.postMessage", "events" })
            bench.Chats.Break(
                part,
                new Fault.Kind.Answer(308, "", ("Location", $"{elsewhere.Address}/events"))
            );

        var begun = await bench.BeginAsync();

        begun.ExitCode.ShouldBe(0, begun.Log);
        begun.Outputs["sent"].ShouldBe("");
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        403,
        "Forbidden: bot was kicked from the supergroup chat",
        "add the bot to the chat, and let it write there"
    )]
    [InlineData(400, "Bad Request: chat not found", "with its minus, and the bot a member")]
    [InlineData(400, "Bad Request: message thread not found", "is a topic of the chat")]
    public async Task What_Telegram_refuses_is_told_with_what_mends_it(
        int status,
        string said,
        string advice
    )
    {
        await using var bench = await StartAsync();
        bench.Chats.Break(
            "sendMessage",
            new Fault.Kind.Answer(
                status,
                new JsonObject { ["ok"] = false, ["description"] = said }.ToJsonString()
            )
        );

        var begun = await bench.BeginAsync();

        Warning(begun).ShouldContain(said);
        Warning(begun).ShouldContain(advice);
    }

    [Fact]
    public async Task A_group_that_became_a_supergroup_is_told_with_its_new_id()
    {
        await using var bench = await StartAsync();
        bench.Chats.Break(
            "sendMessage",
            new Fault.Kind.Answer(
                400,
                """{"ok":false,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1009999999999}}"""
            )
        );

        Warning(await bench.BeginAsync()).ShouldContain("chat: \"-1009999999999\"");
    }

    [Theory]
    [InlineData("not_in_channel", "invite the app there with /invite")]
    [InlineData("missing_scope", "give the app the scope `chat:write`")]
    [InlineData("is_archived", "name a channel that is not archived")]
    public async Task What_Slack_refuses_is_told_with_what_mends_it(string error, string advice)
    {
        await using var bench = await StartAsync();
        bench.Chats.Break(
            "chat.postMessage",
            new Fault.Kind.Answer(
                200,
                new JsonObject { ["ok"] = false, ["error"] = error }.ToJsonString()
            )
        );

        Warning(await bench.BeginAsync()).ShouldContain(advice);
    }

    [Fact]
    public async Task A_message_that_begin_did_not_put_out_is_told_and_new_ones_are_sent()
    {
        await using var bench = await StartAsync();

        var ended = await bench.RunAsync([
            ("state", "end"),
            ("release", New),
            ("verdict", "pass"),
            ("live-release", New),
            ("message", "1763208000.000001"),
        ]);

        ended.ExitCode.ShouldBe(0);
        ended.Log.ShouldContain("::warning title=notify%3A message::");
        bench.Chats.Telegram.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_message_of_another_chat_is_left_alone()
    {
        await using var bench = await StartAsync();
        var begun = await bench.BeginAsync();
        var moved = begun with
        {
            Outputs = new Dictionary<string, string>
            {
                ["message"] = begun
                    .Outputs["message"]
                    .Replace(LoopbackChats.Chat, "-1002222222222"),
            },
        };

        await bench.PassedAsync(moved);

        bench.Chats.Telegram.Count.ShouldBe(2);
    }

    private static string Warning(TshResult run)
    {
        run.ExitCode.ShouldBe(0, run.Log);
        run.Outputs["verdict"].ShouldBe("warn");
        return run
            .Log.Split('\n')
            .Where(line => line.StartsWith("::warning"))
            .ShouldHaveSingleItem();
    }

    private static Fault.Kind.Answer Answer(int status, int wait) =>
        new Fault.Kind.Answer(
            status,
            $"{{\"ok\":false,\"description\":\"Too Many Requests: retry after {wait}\",\"parameters\":{{\"retry_after\":{wait}}}}}"
        );
}
