using TshActions.Rig.DropTest;
using TshActions.Rig.Load;
using TshActions.Rig.Load.Long;

namespace TshActions.RigTests.DropTest;

/// <summary>The judge sees each single fault in a row that is good otherwise.</summary>
public sealed class DropJudgeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Promise.NothingDropped)]
    [InlineData(Promise.NothingRefused)]
    public void A_clean_row_holds(Promise promise) => Judge(promise, Row()).ShouldBeEmpty();

    [Theory]
    [InlineData(Outcome.ServerError5xx)]
    [InlineData(Outcome.ClientError4xx)]
    [InlineData(Outcome.Refused)]
    [InlineData(Outcome.ResetOnFresh)]
    [InlineData(Outcome.TimedOut)]
    public void One_failed_request_breaks_either_promise(Outcome outcome)
    {
        foreach (var promise in Enum.GetValues<Promise>())
            Judge(promise, Row(failure: outcome))
                .ShouldBe([new Shortfall.Dropped($"1 × {outcome}")]);
    }

    [Fact]
    public void A_reset_on_a_reused_connection_is_forgiven_where_nginx_reloads_and_nowhere_else()
    {
        var row = Row(failure: Outcome.ResetOnReused);

        Judge(Promise.NothingRefused, row).ShouldBeEmpty();
        Judge(Promise.NothingDropped, row).ShouldBe([new Shortfall.Dropped("1 × ResetOnReused")]);
    }

    [Theory]
    [InlineData(0, 20, true)]
    [InlineData(0, 20.1, false)]
    [InlineData(20, 40, true)]
    [InlineData(20, 40.1, false)]
    public void The_median_of_the_first_answers_counts_beyond_the_round_trip(
        double roundTrip,
        double first,
        bool holds
    )
    {
        // The worst of three is not the median.
        var row = Row(roundTrip, [first - 10, first, first + 500]);

        var shortfalls = Judge(Promise.NothingDropped, row);

        shortfalls.OfType<Shortfall.Late>().Any().ShouldBe(!holds);
        Judge(Promise.NothingRefused, row).ShouldBeEmpty();
    }

    [Fact]
    public void A_long_request_that_was_cut_breaks_either_promise()
    {
        var row = Row() with
        {
            Long =
            [
                .. Row().Long,
                new(LongKind.Stream, Noon, Noon.AddSeconds(3), "v1", new LongEnd.Cut("closed")),
            ],
        };

        foreach (var promise in Enum.GetValues<Promise>())
            Judge(promise, row)
                .ShouldHaveSingleItem()
                .ShouldBeOfType<Shortfall.Cut>()
                .Text.ShouldBe("Stream of v1, cut at 12:00:03.000 after 3.0 s: closed");
    }

    [Fact]
    public void A_row_that_measured_nothing_proves_nothing()
    {
        var empty = Row() with
        {
            Seen = new LoadResult("", TimeSpan.Zero, TimeSpan.FromSeconds(1), LoadEnd.Stopped),
            Switches = [],
            Long = [],
        };

        Judge(Promise.NothingDropped, empty)
            .Select(shortfall => shortfall.Text)
            .ShouldBe([
                "0 requests, 1,000 wanted",
                "no GET was answered",
                "no POST was answered",
                "0 switches after which the new slot answered, 3 wanted",
                "no switch met a Slow in flight",
                "no switch met a Stream in flight",
                "no switch met a Websocket in flight",
            ]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(-10.5)]
    public void A_switch_needs_an_answer_of_the_new_slot_and_none_from_before_it(double? first)
    {
        var row = Row(firsts: [5, 5, first]);

        Judge(Promise.NothingRefused, row)
            .ShouldBe([
                new Shortfall.Unproven("2 switches after which the new slot answered, 3 wanted"),
            ]);
    }

    private static IReadOnlyList<Shortfall> Judge(Promise promise, DropResult row) =>
        DropJudge.Judge(promise, row, moves: 3, requests: 1000);

    private static DropResult Row(
        double roundTrip = 0,
        double?[]? firsts = null,
        Outcome? failure = null
    )
    {
        Dictionary<(string, Outcome), long> counts = new()
        {
            [("GET", Outcome.Ok)] = 700,
            [("POST", Outcome.Ok)] = 300,
        };
        if (failure is { } outcome)
            counts[("POST", outcome)] = 1;
        return new DropResult(
            TimeSpan.FromMilliseconds(roundTrip),
            LoadResult.Of(counts),
            [
                .. (firsts ?? [5, 6, 7]).Select(first => new SwitchSeen(
                    Noon,
                    first is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
                    null,
                    null
                )),
            ],
            RateWithSwitches: 100,
            RateWithout: 100,
            [
                .. Enum.GetValues<LongKind>()
                    .Select(kind => new LongRequest(
                        kind,
                        Noon.AddSeconds(-5),
                        Noon.AddSeconds(5),
                        "v1",
                        new LongEnd.Whole(1)
                    )),
            ]
        );
    }
}
