using TshActions.GateBench.Corpus;
using TshActions.GateBench.Judges;
using TshActions.GateBench.Scores;

namespace TshActions.Tests.Corpus;

public class ScoresTests
{
    private const int Seeds = 3;

    [Fact]
    public void Who_takes_everything_back_at_once_passes_every_limit_on_false_rollbacks()
    {
        var tallies = Run(Always(Outcome.Rollback));

        Limits
            .PassedBy("development", tallies)
            .ShouldBe([
                "development: 100 % of healthy releases taken back, at most 0.5 %: T01 100 %, T02 100 %, T03 100 %, T04 100 %, T06 100 %, T12 100 %, T13 100 %, T17 100 %, T18 100 %, T19 100 %, T20 100 %, T25 100 %, T26 100 %, T27 100 %, T28 100 %, T29 100 %, T30 100 %",
                "development: 3 releases taken back in a shared outage, none may be",
            ]);
        tallies.Single(tally => tally.Trace.Id is "T05").TooSoon.ShouldBe(Seeds);
        tallies.Single(tally => tally.Trace.Id is "T23").TooSoon.ShouldBe(0);
    }

    [Fact]
    public void Who_keeps_everything_misses_the_sick_and_what_was_not_measured()
    {
        var passed = Limits.PassedBy("development", Run(Always(Outcome.Keep)));

        passed
            .ShouldHaveSingleItem()
            .ShouldBe(
                "development: 100 % of sick releases missed, at most 0.1 %: T05 100 %, T07 100 %, T08 100 %, T09 100 %, T10 100 %, T11 100 %, T15 100 %, T16 100 %, T21 100 %, T23 100 %, T24 100 %, T25 100 %, T29 100 %"
            );
    }

    [Fact]
    public void Who_knows_what_is_expected_passes_none_and_a_delay_ends_with_the_deciding_tick()
    {
        List<Tally> tallies =
        [
            .. Traces.All.Select(trace =>
                Bench.Tallies(
                    trace,
                    [("oracle", (_, _) => Oracle(trace))],
                    0,
                    Seeds,
                    _ => Jitter.None
                )[0]
            ),
        ];

        Limits.PassedBy("development", tallies).ShouldBeEmpty();
        tallies
            .Where(tally => tally.Trace.ReleaseIsSick)
            .ShouldAllBe(tally => tally.Delay(0.95) == TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void One_false_rollback_in_a_thousand_clean_bakes_is_allowed_and_two_are_not()
    {
        var promised = AaTest.All.Single(test => test.Promised);
        Tally Of(int back) => new(Traces.Clean, 1_000, 1_000 - back, 0, back, 0, []);

        Limits.PassedBy(promised, Of(1)).ShouldBeEmpty();
        Limits
            .PassedBy(promised, Of(2))
            .ShouldBe(["A/A, 0.1 % errors: 0.2 % taken back, at most 0.1 %"]);
    }

    [Fact]
    public void The_table_has_a_row_per_trace_and_says_what_was_measured()
    {
        (string, Judge)[] judges =
        [
            ("keeps", Always(Outcome.Keep)),
            ("holds", Always(Outcome.Hold)),
            ("back", Always(Outcome.Rollback)),
        ];
        var tallies = Bench.Run(Traces.All, judges, 0, Seeds, _ => Jitter.None);

        Approved.Check(
            Table.Of(
                judges,
                [new("development", tallies), new("hold-out from 10000000", tallies)],
                [(AaTest.All[0], AaTest.All[0].Run(judges, Seeds))]
            )
        );
    }

    private static List<Tally> Run(Judge judge) =>
        [.. Bench.Run(Traces.All, [("one", judge)], 0, Seeds, _ => Jitter.None)[0]];

    private static Judge Always(Outcome outcome) => (_, _) => new Decision(outcome, 0);

    private static Decision Oracle(Trace trace) =>
        trace.Expected switch
        {
            Expected.Rollback => new Decision(Outcome.Rollback, trace.Onset!.Value + 2),
            Expected.Hold or Expected.Stay => new Decision(Outcome.Hold, 89),
            _ => new Decision(Outcome.Keep, 89),
        };
}
