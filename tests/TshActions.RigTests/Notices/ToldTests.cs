using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TshActions.Rig.Notices;
using static TshActions.RigTests.Notices.ChatBench;

namespace TshActions.RigTests.Notices;

/// <summary>Where everybody is well: one deployment, one message, and a call where people must hear.</summary>
public sealed class ToldTests
{
    [Fact]
    public async Task The_message_of_the_begin_becomes_that_of_the_end()
    {
        await using var bench = await StartAsync();

        var begun = await bench.BeginAsync();
        bench.Chats.Telegram.Single().Text.ShouldContain("Deploying erp 3d3c42e to production");
        bench.Chats.Slack.Single().Text.ShouldContain("Deploying erp 3d3c42e to production");
        bench.Time.Advance(TimeSpan.FromSeconds(90));
        var ended = await bench.PassedAsync(begun);

        foreach (var run in new[] { begun, ended })
        {
            run.ExitCode.ShouldBe(0, run.Log);
            run.Outputs["verdict"].ShouldBe("pass");
            run.Outputs["sent"].ShouldBe("telegram,slack,webhook");
        }
        foreach (var messages in new[] { bench.Chats.Telegram, bench.Chats.Slack })
        {
            var text = messages.ShouldHaveSingleItem().Text;
            text.ShouldContain("erp 3d3c42e is live on production");
            text.ShouldContain("1 min 30 s");
            text.ShouldContain("green, with 3d3c42e");
        }
    }

    [Fact]
    public async Task A_webhook_gets_an_event_for_each_and_knows_that_they_belong_together()
    {
        await using var bench = await StartAsync();
        bench.Notify = bench.Webhook;

        await bench.FailedAsync(await bench.BeginAsync());

        var events = bench.Chats.Requests.Select(request => JsonNode.Parse(request.Body)!).ToList();
        events
            .Select(one => (string?)one["type"])
            .ShouldBe(["deployment.start", "deployment.rollback"]);
        events.Select(one => (string?)one["data"]!["deployment"]).Distinct().Count().ShouldBe(1);
        bench
            .Chats.Requests.Select(one => one.Headers["webhook-id"])
            .Distinct()
            .Count()
            .ShouldBe(2);
        ((string?)events[1]["data"]!["why"]).ShouldBe("error rate 6.2%");
    }

    [Fact]
    public async Task A_change_calls_nobody_so_what_failed_is_said_once_more_below_it()
    {
        await using var bench = await StartAsync();

        var ended = await bench.FailedAsync(await bench.BeginAsync());

        ended.Outputs["verdict"].ShouldBe("pass", ended.Log);
        foreach (var messages in new[] { bench.Chats.Telegram, bench.Chats.Slack })
        {
            messages.Count.ShouldBe(2);
            messages[0].Text.ShouldContain("error rate 6.2%");
            messages[1].Parent.ShouldBe(messages[0].Id);
            messages[1].Text.ShouldContain("was taken back");
            messages[1].Text.ShouldContain("blue, with 1d4c8f0");
            messages[1].Text.ShouldNotContain("error rate");
        }
    }

    [Fact]
    public async Task An_end_without_a_begin_is_a_new_message()
    {
        await using var bench = await StartAsync();

        var ended = await bench.RunAsync([
            ("state", "end"),
            ("task", "rollback"),
            ("verdict", "pass"),
            ("live-release", "v1"),
        ]);

        ended.Outputs["verdict"].ShouldBe("pass", ended.Log);
        bench.Asked.ShouldBe(["sendMessage", "chat.postMessage", "events"], ignoreOrder: true);
        bench.Chats.Telegram.Single().Text.ShouldContain("erp on production is back on v1");
    }

    [Fact]
    public async Task An_incoming_webhook_only_adds_messages()
    {
        await using var bench = await StartAsync();
        bench.Notify = "  slack: { kind: incoming-webhook }\n";
        bench.Secrets["slack-webhook"] = $"{bench.Chats.Address}{LoopbackChats.HookPath}";

        var ended = await bench.FailedAsync(await bench.BeginAsync());

        ended.Outputs["sent"].ShouldBe("slack", ended.Log);
        bench.Chats.Slack.Count.ShouldBe(2);
        bench.Chats.Slack[1].Text.ShouldContain("error rate 6.2%");
    }

    /// <summary>A chat that says "deploying" for ever is worse than one that was told nothing.</summary>
    [Fact]
    public async Task What_was_begun_is_ended_also_where_the_end_is_not_asked_for_and_nothing_else_is_said()
    {
        await using var bench = await StartAsync();
        bench.Notify += "  on: [start, failure]\n";

        var ended = await bench.FailedAsync(await bench.BeginAsync());

        ended.Outputs["verdict"].ShouldBe("pass", ended.Log);
        ended.Outputs["sent"].ShouldBe("telegram,slack");
        bench.Chats.Telegram.ShouldHaveSingleItem().Text.ShouldContain("was taken back");
        bench.Asked.Count(method => method is "events").ShouldBe(1);
    }

    [Fact]
    public async Task Who_asks_for_no_start_is_told_of_the_end_alone()
    {
        await using var bench = await StartAsync();
        bench.Notify += "  on: [success]\n";

        var begun = await bench.BeginAsync();

        begun.Log.ShouldContain("told nobody: nobody asks for this event");
        bench.Chats.Requests.ShouldBeEmpty();
        (await bench.PassedAsync(begun)).Outputs["sent"].ShouldBe("telegram,slack,webhook");
    }

    [Fact]
    public async Task A_manifest_that_names_nobody_is_no_failure()
    {
        await using var bench = await StartAsync();
        bench.Notify = "";

        var begun = await bench.BeginAsync();

        (begun.ExitCode, begun.Outputs["verdict"]).ShouldBe((0, "pass"));
        begun.Log.ShouldContain("the manifest names nobody in `notify`");
    }

    [Theory]
    [InlineData("a < b & \"c\"")]
    [InlineData("</b></a><i>x")]
    [InlineData("<!channel> &nbsp; &lt;")]
    public async Task Words_that_are_markup_elsewhere_are_taken_as_words(string words)
    {
        await using var bench = await StartAsync();

        var ended = await bench.FailedAsync(await bench.BeginAsync(), words);

        ended.Outputs["sent"].ShouldBe("telegram,slack,webhook", ended.Log);
    }

    [Theory]
    [InlineData("a < b")]
    [InlineData("<i>x</i>")]
    [InlineData("&nbsp;")]
    public async Task As_they_are_they_would_be_refused(string words)
    {
        await using var bench = await StartAsync();
        using var http = new HttpClient();

        var answer = await http.PostAsJsonAsync(
            $"{bench.Chats.Address}/telegram/bot{LoopbackChats.TelegramToken}/sendMessage",
            new { chat_id = LoopbackChats.Chat, text = words },
            Cancel
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
