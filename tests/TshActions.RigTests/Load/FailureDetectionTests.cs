using TshActions.Rig.Load;

namespace TshActions.RigTests.Load;

public sealed class FailureDetectionTests
{
    [Fact]
    public async Task A_clean_server_gives_only_ok()
    {
        await using var server = RawServer.Answering(Answers.Ok);

        var result = await Loads.ToItsEndAsync(
            Loads.Plan(server.Port, 500, Loads.Get, Loads.Post) with
            {
                Connections = 8,
            }
        );

        result.Requests.ShouldBe(500);
        result.Count(Outcome.Ok).ShouldBe(500);
        result.Failures.ShouldBeEmpty();
        result.Count("GET", Outcome.Ok).ShouldBeGreaterThan(0);
        result.Count("POST", Outcome.Ok).ShouldBeGreaterThan(0);
        result.Connects.ShouldBe(8);
    }

    [Theory]
    [InlineData("500 Internal Server Error", Outcome.ServerError5xx)]
    [InlineData("502 Bad Gateway", Outcome.ServerError5xx)]
    [InlineData("404 Not Found", Outcome.ClientError4xx)]
    [InlineData("201 Created", Outcome.Ok)]
    [InlineData("303 See Other", Outcome.Ok)]
    public async Task The_status_decides_over_whole_answers(string status, Outcome outcome)
    {
        await using var server = RawServer.Answering(Answers.Of(status));

        var result = await Loads.ToItsEndAsync(Loads.Plan(server.Port, 5, Loads.Get));

        result.Count(outcome).ShouldBe(5);
        result.Connects.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_post_is_told_with_status_path_and_time()
    {
        await using var server = RawServer.Answering(Answers.Of("500 Internal Server Error"));

        var result = await Loads.ToItsEndAsync(Loads.Plan(server.Port, 3, Loads.Post));

        result.Count("POST", Outcome.ServerError5xx).ShouldBe(3);
        var failure = result.Failures[0];
        (failure.Method, failure.Path, failure.Detail).ShouldBe(
            ("POST", "/orders", "500 InternalServerError")
        );
        failure.At.ShouldBeInRange(TimeSpan.Zero, result.To);
    }

    [Fact]
    public async Task A_closed_port_is_refused()
    {
        var result = await Loads.ToItsEndAsync(Loads.Plan(RawServer.ClosedPort(), 3, Loads.Get));

        result.Count(Outcome.Refused).ShouldBe(3);
        result.Failures[0].Detail.ShouldBe("connecting: ConnectionRefused");
        result.Failures[0].RequestOnConnection.ShouldBe(0);
    }

    [Theory]
    [InlineData(false, "closed before any byte of the answer")]
    [InlineData(true, "ConnectionReset before any byte of the answer")]
    public async Task A_kept_connection_closed_when_the_next_request_arrives_is_a_reset_on_reused(
        bool reset,
        string detail
    )
    {
        await using var server = RawServer.EndingOnTheSecond(reset);

        var result = await Loads.ToItsEndAsync(Loads.Plan(server.Port, 10, Loads.Post));

        result.Count(Outcome.Ok).ShouldBe(5);
        result.Count("POST", Outcome.ResetOnReused).ShouldBe(5);
        result.Failures[0].Detail.ShouldBe(detail);
        result.Failures[0].RequestOnConnection.ShouldBe(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fresh_connection_closed_without_an_answer_is_a_reset_on_fresh(bool reset)
    {
        await using var server = new RawServer(async conversation =>
        {
            await conversation.ReadRequestAsync();
            if (reset)
            {
                conversation.Reset();
            }
        });

        var result = await Loads.ToItsEndAsync(Loads.Plan(server.Port, 4, Loads.Get));

        result.Count(Outcome.ResetOnFresh).ShouldBe(4);
        result.Failures[0].RequestOnConnection.ShouldBe(1);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-", 25)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", 43)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", 52)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n", 54)]
    public async Task An_answer_cut_in_the_middle_is_a_reset_that_says_where(string cut, int bytes)
    {
        await using var server = new RawServer(async conversation =>
        {
            await conversation.ReadRequestAsync();
            await conversation.SendAsync(cut);
        });

        var result = await Loads.ToItsEndAsync(Loads.Plan(server.Port, 2, Loads.Get));

        result.Count(Outcome.ResetOnFresh).ShouldBe(2);
        result.Failures[0].Detail.ShouldBe($"closed after {bytes} bytes of the answer");
    }

    [Fact]
    public async Task A_server_that_never_answers_times_out()
    {
        await using var server = new RawServer(conversation => conversation.HangAsync());

        var plan = Loads.Plan(server.Port, 2, Loads.Get) with
        {
            RequestTimeout = TimeSpan.FromMilliseconds(100),
        };
        var result = await Loads.ToItsEndAsync(plan);

        result.Count(Outcome.TimedOut).ShouldBe(2);
        result.Connects.ShouldBe(2);
        result.Failures[0].Detail.ShouldBe("no byte of the answer within 0.1 s");
    }

    [Fact]
    public async Task An_answer_that_stalls_times_out_and_says_where()
    {
        await using var server = new RawServer(async conversation =>
        {
            await conversation.ReadRequestAsync();
            await conversation.SendAsync("HTTP/1.1 200 OK\r\n");
            await conversation.HangAsync();
        });

        var plan = Loads.Plan(server.Port, 1, Loads.Get) with
        {
            RequestTimeout = TimeSpan.FromMilliseconds(100),
        };
        var result = await Loads.ToItsEndAsync(plan);

        result.Failures[0].Outcome.ShouldBe(Outcome.TimedOut);
        result.Failures[0].Detail.ShouldBe("stalled after 17 bytes of the answer within 0.1 s");
    }

    [Fact]
    public async Task What_is_no_HTTP_is_the_servers_error()
    {
        await using var server = RawServer.Answering("SSH-2.0-OpenSSH_9.2\r\n\r\n");

        var result = await Loads.ToItsEndAsync(Loads.Plan(server.Port, 2, Loads.Get));

        result.Count(Outcome.ServerError5xx).ShouldBe(2);
        result.Failures[0].Detail.ShouldStartWith("not an HTTP answer");
    }

    [Fact]
    public async Task A_lost_request_is_never_sent_again()
    {
        var arrived = 0;
        await using var server = new RawServer(async conversation =>
        {
            if (await conversation.ReadRequestAsync() is not null)
            {
                Interlocked.Increment(ref arrived);
            }
        });

        var result = await Loads.ToItsEndAsync(Loads.Plan(server.Port, 20, Loads.Get, Loads.Post));

        result.Count(Outcome.ResetOnFresh).ShouldBe(20);
        arrived.ShouldBe(20);
    }
}
