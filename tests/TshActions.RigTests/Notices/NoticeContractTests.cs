using System.Text.Json;
using System.Text.Json.Nodes;
using TshActions.Processes;
using TshActions.Rig.Notices;
using TshActions.Tests;
using static TshActions.RigTests.Notices.ChatBench;

namespace TshActions.RigTests.Notices;

/// <summary>What is sent, held against what the services and the specification publish themselves.</summary>
public sealed class NoticeContractTests
{
    [Fact]
    public async Task Every_request_is_one_that_the_services_own_clients_could_make()
    {
        await using var bench = await StartAsync();
        await bench.FailedAsync(await bench.BeginAsync());
        bench.Notify = "  slack: { kind: incoming-webhook }\n";
        bench.Secrets["slack-webhook"] = $"{bench.Chats.Address}{LoopbackChats.HookPath}";
        await bench.BeginAsync();
        var contract = await NoticeContract.ReadyAsync();
        var said = bench
            .Chats.Requests.Where(request => request.Method is not "events")
            .Select(request => (request.Method, request.Body))
            .ToList();
        said.Select(one => one.Method)
            .Distinct()
            .ShouldBe(
                [
                    "sendMessage",
                    "editMessageText",
                    "chat.postMessage",
                    "chat.update",
                    "incoming-webhook",
                ],
                ignoreOrder: true
            );

        (await contract.ComplainAsync(said, Cancel))
            .SelectMany(complaints => complaints)
            .ShouldBeEmpty();

        // The same with another name for one field: each is refused.
        var wrong = said.Select(one => (one.Method, one.Body.Replace("\"text\":", "\"txt\":")));
        (await contract.ComplainAsync(wrong, Cancel)).Count.ShouldBe(said.Count);
    }

    [Fact]
    public async Task The_specification_s_own_library_and_the_readme_s_lines_verify_an_event_and_no_other()
    {
        await using var bench = await StartAsync();
        bench.Notify = bench.Webhook;
        // Both refuse what is older than five minutes.
        await bench.RunAsync(
            [("state", "begin"), ("release", New), ("note", "ümlaut & <b>")],
            TimeProvider.System
        );
        var sent = bench.Chats.Requests.Single();
        var headers = sent
            .Headers.Where(header => header.Key.StartsWith("webhook-"))
            .ToDictionary(header => header.Key, header => header.Value);
        List<JsonObject> webhooks =
        [
            Event(WebhookSecret, headers, sent.Body),
            Event(WebhookSecret, headers, sent.Body.Replace("production", "staging")),
            Event(WebhookSecret.Replace("cm", "dm"), headers, sent.Body),
            Event(
                WebhookSecret,
                new(headers) { ["webhook-id"] = headers["webhook-id"] + "0" },
                sent.Body
            ),
            Event(
                WebhookSecret,
                new(headers)
                {
                    ["webhook-timestamp"] = $"{long.Parse(headers["webhook-timestamp"]) - 301}",
                },
                sent.Body
            ),
        ];

        var verified = await (await NoticeContract.ReadyAsync()).VerifyAsync(webhooks, Cancel);

        verified[0].ShouldBe("ok");
        verified.Skip(1).ShouldAllBe(word => word != "ok");
        verified.Count.ShouldBe(webhooks.Count);
        (await ReadmeAsync(webhooks)).ShouldBe(["True", "False", "False", "False", "False"]);
    }

    private static JsonObject Event(
        string secret,
        Dictionary<string, string> headers,
        string body
    ) =>
        new()
        {
            ["secret"] = secret,
            ["headers"] = JsonSerializer.SerializeToNode(headers),
            ["body"] = body,
        };

    private static async Task<IEnumerable<string>> ReadmeAsync(List<JsonObject> webhooks)
    {
        var code = Repository.Read("actions/notify/README.md").Split("```python\n")[1].Split("```")[
            0
        ];
        var ran = await ChildProcess.RunAsync(
            "python3",
            [
                "-c",
                $"{code}\nimport json, sys\nfor line in sys.stdin:\n    one = json.loads(line)\n    print(is_ours(one['secret'], one['headers'], one['body'].encode()))",
            ],
            Cancel,
            async stream => await JsonLinesAsync(stream, webhooks)
        );
        ran.Succeeded.ShouldBeTrue(ran.Error);
        return ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task JsonLinesAsync(Stream stream, List<JsonObject> webhooks)
    {
        await using var writer = new StreamWriter(stream, leaveOpen: true);
        foreach (var webhook in webhooks)
            await writer.WriteAsync(webhook.ToJsonString() + "\n");
    }
}
