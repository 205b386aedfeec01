using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TshActions.Rig.Load;
using TshActions.Rig.Load.Delay;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Load;

/// <summary>Distance is added, and nothing else: what happens at one end happens at the other.</summary>
public sealed class DelayLineTests
{
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(40);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(75)]
    public async Task A_ping_pong_takes_the_round_trip_at_least_and_a_new_connection_one_more(
        int milliseconds
    )
    {
        var wanted = TimeSpan.FromMilliseconds(milliseconds);
        await using var pair = await DelayedPair.ConnectAsync(wanted);
        var begin = pair.Connecting;

        for (var turn = 0; turn < 5; turn++)
        {
            await pair.Client.SendAsync("ping"u8.ToArray(), Cancel);
            (await DelayedPair.ReadAsync(pair.Server, 4)).ShouldBe("ping");
            await pair.Server.SendAsync("pong"u8.ToArray(), Cancel);
            (await DelayedPair.ReadAsync(pair.Client, 4)).ShouldBe("pong");

            var least = turn is 0 ? 2 * wanted : wanted;
            Stopwatch.GetElapsedTime(begin).ShouldBeGreaterThanOrEqualTo(least);
            begin = Stopwatch.GetTimestamp();
        }
    }

    [Fact]
    public async Task Without_the_line_the_same_answer_is_there_first()
    {
        await using var server = RawServer.Answering(Answers.Ok);
        await using var line = DelayLine.Start(
            new IPEndPoint(IPAddress.Loopback, server.Port),
            TimeSpan.FromSeconds(30)
        );
        using var client = new HttpClient();
        var far = client.GetAsync(new Uri($"http://127.0.0.1:{line.Port}/orders"), Cancel);
        var near = await Loads.ToItsEndAsync(Loads.Plan(server.Port, 1, Loads.Get));

        near.Count(Outcome.Ok).ShouldBe(1);
        far.IsCompleted.ShouldBeFalse();
        client.CancelPendingRequests();
        await far.ShouldThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Bytes_arrive_whole_and_in_order_in_both_directions_at_once()
    {
        await using var pair = await DelayedPair.ConnectAsync(TimeSpan.FromMilliseconds(4));
        var there = DelayedPair.Noise(3_000_000, seed: 1);
        var back = DelayedPair.Noise(3_000_000, seed: 2);

        var sending = Task.WhenAll(
            DelayedPair.SendAllAsync(pair.Client, there),
            DelayedPair.SendAllAsync(pair.Server, back)
        );
        var read = await Task.WhenAll(
            DelayedPair.ReadBytesAsync(pair.Server, there.Length),
            DelayedPair.ReadBytesAsync(pair.Client, back.Length)
        );
        await sending;

        read[0].AsSpan().SequenceEqual(there).ShouldBeTrue();
        read[1].AsSpan().SequenceEqual(back).ShouldBeTrue();
    }

    [Fact]
    public async Task A_half_close_passes_and_the_other_half_stays_open()
    {
        await using var pair = await DelayedPair.ConnectAsync(RoundTrip);

        await pair.Client.SendAsync("all I have"u8.ToArray(), Cancel);
        pair.Client.Shutdown(SocketShutdown.Send);
        var heard = await DelayedPair.ReadToEndAsync(pair.Server);
        await pair.Server.SendAsync("thanks"u8.ToArray(), Cancel);
        pair.Server.Shutdown(SocketShutdown.Send);

        heard.ShouldBe("all I have");
        (await DelayedPair.ReadToEndAsync(pair.Client)).ShouldBe("thanks");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_passes_as_a_reset_after_what_was_sent_before_it(bool byServer)
    {
        await using var pair = await DelayedPair.ConnectAsync(RoundTrip);
        var (one, other) = byServer ? (pair.Server, pair.Client) : (pair.Client, pair.Server);

        await one.SendAsync("before"u8.ToArray(), Cancel);
        var before = await DelayedPair.ReadAsync(other, 6);
        DelayedPair.Reset(one);

        before.ShouldBe("before");
        await pair.ShouldBeResetAsync(other);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_passes_while_bytes_still_flow_towards_it(bool byServer)
    {
        await using var pair = await DelayedPair.ConnectAsync(RoundTrip);
        var (one, other) = byServer ? (pair.Server, pair.Client) : (pair.Client, pair.Server);
        pair.Flood(other);
        await DelayedPair.ReadBytesAsync(one, 100_000);

        DelayedPair.Reset(one);

        await pair.ShouldBeResetAsync(other);
    }

    [Fact]
    public async Task A_reset_that_follows_a_close_passes_too()
    {
        // As a server does it to whom a request comes after it has closed.
        await using var pair = await DelayedPair.ConnectAsync(RoundTrip);
        pair.Server.Shutdown(SocketShutdown.Send);
        (await DelayedPair.ReadToEndAsync(pair.Client)).ShouldBe("");

        DelayedPair.Reset(pair.Server);

        await Eventually.HoldsAsync(
            "sending fails",
            async () =>
            {
                try
                {
                    await pair.Client.SendAsync("x"u8.ToArray(), Cancel);
                    return false;
                }
                catch (SocketException)
                {
                    return true;
                }
            }
        );
    }

    [Fact]
    public async Task A_reader_who_does_not_read_stops_the_writer()
    {
        await using var pair = await DelayedPair.ConnectAsync(RoundTrip);
        var bytes = DelayedPair.Noise(32_000_000, seed: 3);

        var sending = DelayedPair.SendAllAsync(pair.Client, bytes);
        await Eventually.HoldsAsync(
            "the line is full",
            () => pair.Line.MostHeld > DelayLine.Window / 2
        );
        sending.IsCompleted.ShouldBeFalse();
        var read = await DelayedPair.ReadBytesAsync(pair.Server, bytes.Length);
        await sending;

        read.AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        pair.Line.MostHeld.ShouldBeLessThanOrEqualTo(DelayLine.Window);
    }

    [Fact]
    public async Task A_refused_connection_is_reset_and_counted_as_refused()
    {
        await using var line = DelayLine.Start(
            new IPEndPoint(IPAddress.Loopback, RawServer.ClosedPort()),
            RoundTrip
        );

        var result = await Loads.ToItsEndAsync(Loads.Plan(line.Port, 3, Loads.Get));

        result.Count(Outcome.ResetOnFresh).ShouldBe(3);
        line.Refused.ShouldBe(3);
    }

    [Theory]
    [InlineData(false, "closed before any byte of the answer")]
    [InlineData(true, "ConnectionReset before any byte of the answer")]
    public async Task Clients_over_the_line_see_what_clients_beside_the_server_see(
        bool reset,
        string detail
    )
    {
        await using var server = RawServer.EndingOnTheSecond(reset);
        await using var line = DelayLine.Start(
            new IPEndPoint(IPAddress.Loopback, server.Port),
            RoundTrip
        );

        var result = await Loads.ToItsEndAsync(Loads.Plan(line.Port, 10, Loads.Post));

        result.Count(Outcome.Ok).ShouldBe(5);
        result.Count(Outcome.ResetOnReused).ShouldBe(5);
        result.Failures.ShouldAllBe(failure => failure.Detail == detail);
        result.P50.ShouldBeGreaterThanOrEqualTo(RoundTrip);
    }
}
