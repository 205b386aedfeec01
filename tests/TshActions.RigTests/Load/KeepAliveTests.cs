using TshActions.Rig.Load;

namespace TshActions.RigTests.Load;

public sealed class KeepAliveTests
{
    [Fact]
    public async Task Chunked_bodies_are_read_to_their_end_and_the_connection_stays()
    {
        await using var server = RawServer.Answering(
            Answers.Chunked("one", "and", new string('x', 40_000))
        );

        var result = await Loads.ToItsEndAsync(Loads.Plan(server.Port, 20, Loads.Get));

        result.Count(Outcome.Ok).ShouldBe(20);
        result.Connects.ShouldBe(1);
    }

    [Fact]
    public async Task Chunks_that_arrive_byte_by_byte_are_put_together()
    {
        await using var server = new RawServer(async conversation =>
        {
            while (await conversation.ReadRequestAsync() is not null)
            {
                foreach (var character in Answers.Chunked("slow", "body"))
                {
                    await conversation.SendAsync($"{character}");
                }
            }
        });

        var result = await Loads.ToItsEndAsync(Loads.Plan(server.Port, 5, Loads.Get));

        result.Count(Outcome.Ok).ShouldBe(5);
        result.Connects.ShouldBe(1);
    }

    [Fact]
    public async Task Connection_close_is_honoured_and_no_failure()
    {
        await using var server = new RawServer(async conversation =>
        {
            await conversation.ReadRequestAsync();
            await conversation.SendAsync(
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"
            );
        });

        var result = await Loads.ToItsEndAsync(Loads.Plan(server.Port, 10, Loads.Get));

        result.Count(Outcome.Ok).ShouldBe(10);
        result.Connects.ShouldBe(10);
        result.FoundClosed.ShouldBe(0);
    }

    [Fact]
    public async Task A_body_without_a_length_ends_where_the_connection_ends()
    {
        await using var server = new RawServer(async conversation =>
        {
            await conversation.ReadRequestAsync();
            await conversation.SendAsync("HTTP/1.1 200 OK\r\n\r\nuntil the end");
        });

        var result = await Loads.ToItsEndAsync(Loads.Plan(server.Port, 3, Loads.Get));

        result.Count(Outcome.Ok).ShouldBe(3);
    }

    [Fact]
    public async Task A_connection_closed_while_idle_is_replaced_and_no_failure()
    {
        await using var server = new RawServer(async conversation =>
        {
            await conversation.ReadRequestAsync();
            await conversation.SendAsync(Answers.Ok);
        });

        var plan = Loads.Plan(server.Port, 5, Loads.Post) with
        {
            LeastThinkTime = TimeSpan.FromMilliseconds(100),
            MostThinkTime = TimeSpan.FromMilliseconds(120),
        };
        var result = await Loads.ToItsEndAsync(plan);

        result.Count(Outcome.Ok).ShouldBe(5);
        result.FoundClosed.ShouldBe(4);
    }

    [Fact]
    public async Task Answers_without_a_body_do_not_wait_for_one()
    {
        await using var server = RawServer.Answering(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"
        );

        var result = await Loads.ToItsEndAsync(Loads.Plan(server.Port, 5, Loads.Post));

        result.Count(Outcome.Ok).ShouldBe(5);
        result.Connects.ShouldBe(1);
    }

    [Fact]
    public async Task A_post_carries_its_json_and_headers()
    {
        var request = "";
        await using var server = new RawServer(async conversation =>
        {
            request = await conversation.ReadRequestAsync() ?? "";
            await conversation.SendAsync(Answers.Ok);
        });

        var post = Loads.Post with
        {
            Headers = new Dictionary<string, string> { ["X-Branch"] = "Hof" },
        };
        await Loads.ToItsEndAsync(
            Loads.Plan(server.Port, 1, post) with
            {
                HostHeader = "erp.tsh.sale",
            }
        );

        request.ShouldStartWith("POST /orders HTTP/1.1\r\nHost: erp.tsh.sale\r\n");
        request.ShouldContain("\r\nX-Branch: Hof\r\n");
        request.ShouldContain("\r\nContent-Type: application/json\r\n");
        request.ShouldEndWith("""{"item":"Ventil ½″","count":2}""");
    }
}
