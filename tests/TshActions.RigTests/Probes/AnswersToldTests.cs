using System.Net.Sockets;
using System.Text.Json.Nodes;
using TshActions.RigTests.Load;

namespace TshActions.RigTests.Probes;

/// <summary>What the prober makes of whatever a slot says, and that nothing foreign gets into a line.</summary>
public sealed class AnswersToldTests
{
    private const string Silence = "no answer within 0.5 s";

    [Theory(Timeout = 60_000)]
    [InlineData("HTTP/1.1 200 OK\r\nX-Release: v2\r\nContent-Length: 2\r\n\r\nok", 200, "v2", null)]
    [InlineData("HTTP/1.1 200 OK\nx-rELEASE:v2\n\nok", 200, "v2", null)]
    [InlineData("HTTP/1.0 200\r\n\r\n", 200, null, null)]
    [InlineData(
        "HTTP/1.1 200 OK\r\nX-Release: v2\"},\"x\":{\\u0022 ½<b>\r\nX-Release: v3\r\n\r\n",
        200,
        "v2xu0022b",
        null
    )]
    [InlineData(
        "HTTP/1.1 103 Early Hints\r\nX-Release: v9\r\n\r\nHTTP/1.1 200 OK\r\nX-Release: v2\r\n\r\n",
        200,
        "v2",
        null
    )]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n", 302, null, "status 302, not 200")]
    [InlineData(
        "HTTP/1.1 503 \",\"ok\":true\r\nX-Release: v2\r\n\r\n",
        503,
        "v2",
        "status 503, not 200"
    )]
    [InlineData("", null, null, "closed without an answer")]
    [InlineData("HTTP/1.1 200", null, null, "closed without an answer")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Rel", null, null, "closed without an answer")]
    [InlineData("SSH-2.0-\"}\r\n\r\n", null, null, "what it answered is not HTTP")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n", null, null, "what it answered is not HTTP")]
    [InlineData("HTTP/1.1 099 OK\r\n\r\n", null, null, "what it answered is not HTTP")]
    [InlineData("\0\u0001\u0002\r\n", null, null, "what it answered is not HTTP")]
    public async Task An_answer_is_told_in_words_of_our_own(
        string answer,
        int? status,
        string? version,
        string? why
    )
    {
        await using var server = new RawServer(async conversation =>
        {
            await conversation.ReadRequestAsync();
            await conversation.SendAsync(answer);
        });

        var sample = await SampleAsync(server.Port);

        Text(sample, "status").ShouldBe(status?.ToString());
        Text(sample, "version").ShouldBe(version);
        Text(sample, "why").ShouldBe(why);
        Text(sample, "ok").ShouldBe(why is null ? "true" : "false");
        ((double)sample["ms"]!).ShouldBeGreaterThan(0);
        sample
            .AsObject()
            .Select(member => member.Key)
            .Except(["ok", "ms", "status", "version", "why"])
            .ShouldBeEmpty();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("")]
    [InlineData("HTTP/1.1 2")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Release: v2\r\n")]
    public async Task A_slot_that_stops_talking_has_not_answered(string before)
    {
        await using var server = new RawServer(async conversation =>
        {
            await conversation.ReadRequestAsync();
            await conversation.SendAsync(before);
            await conversation.HangAsync();
        });

        var sample = await SampleAsync(server.Port);

        sample.ToJsonString().ShouldBe($$"""{"ok":false,"ms":500.000,"why":"{{Silence}}"}""");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_body_that_takes_for_ever_is_an_answer_when_it_begins()
    {
        await using var server = new RawServer(async conversation =>
        {
            await conversation.ReadRequestAsync();
            await conversation.SendAsync("HTTP/1.1 200 OK\r\nX-Release: v2\r\n\r\nslow");
            await conversation.HangAsync();
        });

        var sample = await SampleAsync(server.Port);

        (Text(sample, "ok"), Text(sample, "version")).ShouldBe(("true", "v2"));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(28, 1000, null)]
    [InlineData(1, 8188, null)]
    [InlineData(3, 8187, null)]
    [InlineData(2, 12_000, null)]
    [InlineData(60, 1000, "more than 32 kB of headers")]
    [InlineData(1, 60_000, "more than 32 kB of headers")]
    public async Task Headers_are_read_to_their_end_but_not_for_ever(
        int count,
        int length,
        string? why
    )
    {
        var headers = Enumerable
            .Range(0, count)
            .Select(n => $"H{n % 10}: {new string('a', length)}\r\n");
        await using var server = RawServer.Answering(
            $"HTTP/1.1 200 OK\r\n{string.Concat(headers)}X-Release: v2\r\nContent-Length: 0\r\n\r\n"
        );

        var sample = await SampleAsync(server.Port);

        Text(sample, "why").ShouldBe(why);
        if (why is null)
            Text(sample, "version").ShouldBe("v2");
    }

    [Fact(Timeout = 60_000)]
    public async Task Nobody_there_is_a_refusal()
    {
        var sample = await SampleAsync(RawServer.ClosedPort());

        Text(sample, "why").ShouldBe("connection refused");
        Text(sample, "status").ShouldBeNull();
    }

    /// <summary>The kernel drops the first packet of a connection that does not fit into the queue any more.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_slot_that_takes_no_connection_has_not_answered()
    {
        using var full = new TcpListener(System.Net.IPAddress.Loopback, 0);
        full.Start(1);
        var port = ((System.Net.IPEndPoint)full.LocalEndpoint).Port;
        var waiting = Enumerable.Range(0, 8).Select(_ => new TcpClient()).ToList();
        try
        {
            foreach (var client in waiting)
                _ = client
                    .ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken)
                    .AsTask();
            await Ssh.Eventually.HoldsAsync(
                "the queue is full",
                () => waiting.Count(client => client.Connected) is 2
            );

            using var folder = await WatchedFolder.MakeAsync();
            var lines = await folder.BaselineAsync(WatchedFolder.Orders(port), samples: 1);

            lines[0]["probes"]!["health"]!
                .ToJsonString()
                .ShouldBe($$"""{"ok":false,"ms":500,"why":"{{Silence}}"}""");
            // Who asked is still on the way to the slot, and would be for two minutes.
            (await folder.AskingAsync()).ShouldBe(0);
        }
        finally
        {
            waiting.ForEach(client => client.Dispose());
        }
    }

    /// <summary>The other half of that proof: one that still asks would have been seen.</summary>
    [Fact(Timeout = 60_000)]
    public async Task One_that_still_asks_is_seen()
    {
        var asked = new TaskCompletionSource();
        await using var server = new RawServer(async conversation =>
        {
            await conversation.ReadRequestAsync();
            asked.SetResult();
            await conversation.HangAsync();
        });
        using var folder = await WatchedFolder.MakeAsync();

        var asking = folder.BaselineAsync(WatchedFolder.Orders(server.Port), samples: 1);
        await asked.Task;

        (await folder.AskingAsync()).ShouldBeGreaterThan(0);
        await asking;
    }

    [Fact(Timeout = 60_000)]
    public async Task A_question_is_one_a_client_of_the_site_could_ask()
    {
        var asked = new List<string?>();
        await using var server = new RawServer(async conversation =>
        {
            asked.Add(await conversation.ReadRequestAsync());
            await conversation.SendAsync(Answers.Ok);
        });

        await SampleAsync(server.Port);

        asked
            .ShouldHaveSingleItem()
            .ShouldBe(
                "GET /health HTTP/1.1\r\nHost: erp.example.com\r\nUser-Agent: tsh-probe/1\r\nConnection: close\r\n\r\n"
            );
    }

    private static async Task<JsonNode> SampleAsync(int port)
    {
        using var folder = await WatchedFolder.MakeAsync();
        var lines = await folder.BaselineAsync(WatchedFolder.Orders(port), samples: 1);
        return lines.ShouldHaveSingleItem()["probes"]!["health"]!;
    }

    private static string? Text(JsonNode sample, string member) => sample[member]?.ToString();
}
