using TshActions.Rig.Forge;
using TshActions.Rig.Notices;
using static TshActions.RigTests.Notices.ChatBench;

namespace TshActions.RigTests.Notices;

/// <summary>Tokens and secret addresses stand nowhere, whoever says them; and what is missing is told by name.</summary>
public sealed class SecretTests
{
    [Theory]
    [InlineData(
        "sendMessage",
        "telegram-token",
        "7000000001:AAF-another-token",
        "`telegram-token` is no token of a bot"
    )]
    [InlineData(
        "chat.postMessage",
        "slack-token",
        "xoxb-another-token",
        "`slack-token` is no bot token"
    )]
    public async Task A_wrong_token_is_told_and_never_shown(
        string method,
        string input,
        string token,
        string advice
    )
    {
        await using var bench = await StartAsync();
        bench.Secrets[input] = token;

        var begun = await bench.BeginAsync();

        begun.ExitCode.ShouldBe(0);
        bench.Asked.Count(asked => asked == method).ShouldBe(1);
        begun.Log.ShouldContain(advice);
        ShouldHide(bench, begun.Log, token);
    }

    /// <summary>A proxy that answers with what it was asked shows the address, and in it the token.</summary>
    [Fact]
    public async Task What_a_service_repeats_of_a_secret_is_hidden()
    {
        await using var bench = await StartAsync();
        bench.Notify = $"{bench.Telegram}  slack: {{ kind: incoming-webhook }}\n{bench.Webhook}";
        bench.Secrets["slack-webhook"] = $"{bench.Chats.Address}{LoopbackChats.HookPath}";
        bench.Chats.Break(
            "sendMessage",
            new Fault.Kind.Answer(
                400,
                $$"""{"ok":false,"description":"no POST /bot{{LoopbackChats.TelegramToken}}/sendMessage here"}"""
            )
        );
        bench.Chats.Break(
            LoopbackChats.HookPath,
            new Fault.Kind.Answer(404, $"no {LoopbackChats.HookPath} here")
        );
        bench.Chats.Break("events", new Fault.Kind.Answer(400, WebhookSecret));

        var begun = await bench.BeginAsync();

        begun.Outputs["sent"].ShouldBe("");
        begun.Log.ShouldContain("no POST /bot***/sendMessage here");
        foreach (
            var secret in new[]
            {
                LoopbackChats.TelegramToken,
                LoopbackChats.HookPath,
                WebhookSecret,
            }
        )
            ShouldHide(bench, begun.Log, secret);
    }

    /// <summary>Half a secret is no secret that is known, and half a secret too much.</summary>
    [Fact]
    public async Task What_is_cut_is_hidden_first()
    {
        await using var bench = await StartAsync();
        bench.Chats.Break(
            "events",
            new Fault.Kind.Answer(400, new string('x', 190) + LoopbackChats.SlackToken)
        );

        var begun = await bench.BeginAsync();

        begun.Log.ShouldContain("xxx***");
        ShouldHide(bench, begun.Log, LoopbackChats.SlackToken[..8]);
    }

    [Fact]
    public async Task Where_all_is_well_no_secret_is_written_either()
    {
        await using var bench = await StartAsync();

        var ended = await bench.FailedAsync(await bench.BeginAsync());

        ended.Outputs["verdict"].ShouldBe("pass");
        foreach (var secret in bench.Secrets.Values)
        {
            ShouldHide(bench, ended.Log, secret);
            foreach (var output in ended.Outputs.Values)
                output.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task A_secret_in_a_note_does_not_leave_for_others()
    {
        await using var bench = await StartAsync();

        await bench.FailedAsync(
            await bench.BeginAsync(),
            $"curl said {LoopbackChats.SlackToken} is wrong"
        );

        bench.Chats.Telegram[0].Text.ShouldContain("curl said *** is wrong");
        foreach (var request in bench.Chats.Requests)
            request.Body.ShouldNotContain(LoopbackChats.SlackToken);
    }

    [Theory]
    [InlineData("telegram-token", "", "Telegram not: `telegram-token` is empty")]
    [InlineData("slack-token", " \n", "Slack not: `slack-token` is empty")]
    [InlineData("webhook-secret", "", "the webhook not: `webhook-secret` is empty")]
    [InlineData("telegram-token", "../../getMe?", "Telegram not: `telegram-token` is not usable")]
    [InlineData("slack-token", "xoxb a", "Slack not: `slack-token` is not usable")]
    [InlineData(
        "webhook-secret",
        "hunter2-hunter2",
        "the webhook not: `webhook-secret` is not usable"
    )]
    [InlineData(
        "webhook-secret",
        "whsec_c2hvcnQ=",
        "the webhook not: `webhook-secret` is not usable"
    )]
    public async Task A_secret_that_is_missing_or_none_is_a_warning_and_the_others_are_told(
        string input,
        string value,
        string why
    )
    {
        await using var bench = await StartAsync();
        bench.Secrets[input] = value;

        var begun = await bench.BeginAsync();

        begun.ExitCode.ShouldBe(0, begun.Log);
        begun.Log.ShouldContain(why);
        begun.Outputs["verdict"].ShouldBe("warn");
        begun.Outputs["sent"].Split(',').Length.ShouldBe(2);
        if (value.Trim().Length is 0)
            begun.Log.ShouldContain("In a reusable workflow a secret arrives empty");
        else
            ShouldHide(bench, begun.Log, value);
    }

    [Theory]
    [InlineData("http://hooks.example.com/services/a")]
    [InlineData("hooks.slack.com/services/a")]
    public async Task An_incoming_webhook_in_the_clear_is_not_told(string address)
    {
        await using var bench = await StartAsync();
        bench.Notify = "  slack: { kind: incoming-webhook }\n";
        bench.Secrets["slack-webhook"] = address;

        var begun = await bench.BeginAsync();

        begun.Log.ShouldContain("Slack not: `slack-webhook` is not usable");
        ShouldHide(bench, begun.Log, address);
    }

    /// <summary>The runner is told what to mask, and nobody anything else of it.</summary>
    private static void ShouldHide(ChatBench bench, string log, string secret)
    {
        log.Split('\n')
            .Where(line => line.Contains(secret) && !line.StartsWith("::add-mask::"))
            .ShouldBeEmpty();
        bench.Written.ShouldNotContain(secret);
    }
}
