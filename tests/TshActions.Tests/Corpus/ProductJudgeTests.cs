using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.GateBench.Corpus;
using TshActions.GateBench.Judges;
using TshActions.GateBench.Scores;

namespace TshActions.Tests.Corpus;

/// <summary>The gate's judge with the preset `default` over the corpus; `eng/gate-bench` draws many more of the same.</summary>
public class ProductJudgeTests
{
    private static readonly IReadOnlyList<Tally> Development = Run(
        Policies.Default,
        0,
        200,
        _ => Jitter.None
    );

    // No seed of these was looked at when the judge was made.
    private static readonly IReadOnlyList<Tally> HoldOut = Run(
        Policies.Default,
        30_000_000,
        120,
        Jitter.Of
    );

    public static TheoryData<string> Sick =>
        [.. Traces.All.Where(trace => trace.ReleaseIsSick).Select(trace => trace.Id)];

    [Fact]
    public void Healthy_releases_stay_and_sick_ones_go_within_the_limits()
    {
        Limits.PassedBy("development", Development).ShouldBeEmpty();
        Limits.PassedBy("hold-out", HoldOut).ShouldBeEmpty();
    }

    [Fact]
    public void No_shared_outage_takes_a_release_back() =>
        Development
            .Concat(HoldOut)
            .Where(tally => tally.Trace.Shared)
            .Sum(tally => tally.RolledBack)
            .ShouldBe(0);

    [Fact]
    public void A_release_as_good_as_the_old_one_stays()
    {
        var promised = AaTest.All.Single(test => test.Promised);

        Limits
            .PassedBy(promised, promised.Run([("ours", AllJudges.Ours)], 2_000)[0])
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Sick))]
    public void Most_of_the_sick_are_found_before_the_deadline(string id)
    {
        foreach (var tally in Development.Concat(HoldOut).Where(tally => tally.Trace.Id == id))
            tally.Delay(0.5)!.Value.ShouldBeLessThanOrEqualTo(tally.Trace.Deadline!.Value);
    }

    /// <summary>The control of the tests above: they can fail.</summary>
    [Fact]
    public void A_judge_of_two_bad_ticks_in_eight_passes_the_limit()
    {
        var hasty = Policies.Default with
        {
            ErrorRate = Policies.Default.ErrorRate! with { Limit = new Limit(2, 8) },
        };

        Limits
            .PassedBy("development", Run(hasty, 0, 20, _ => Jitter.None))
            .ShouldHaveSingleItem()
            .ShouldContain("T04 100 %");
    }

    [Theory]
    [InlineData("T01", Verdict.Pass, GateAction.Promote, "")]
    [InlineData("T03", Verdict.Warn, GateAction.Promote, "error-rate failing-for")]
    [InlineData("T04", Verdict.Warn, GateAction.Promote, "error-rate failing-for")]
    [InlineData("T06", Verdict.Warn, GateAction.Promote, "failing-for")]
    [InlineData("T13", Verdict.Warn, GateAction.Promote, "degradation")]
    [InlineData("T18", Verdict.Warn, GateAction.Promote, "coverage")]
    [InlineData("T19", Verdict.Warn, GateAction.Promote, "coverage")]
    [InlineData("T20", Verdict.Inconclusive, GateAction.Hold, "error-rate")]
    [InlineData("T25", Verdict.Inconclusive, GateAction.Hold, "coverage")]
    [InlineData("T26", Verdict.Warn, GateAction.Promote, "logs")]
    [InlineData("T27", Verdict.Warn, GateAction.Promote, "logs")]
    [InlineData("T28", Verdict.Warn, GateAction.Promote, "cpu")]
    [InlineData("T29", Verdict.Inconclusive, GateAction.Hold, "identity")]
    [InlineData("T30", Verdict.Warn, GateAction.Promote, "old-slot")]
    public void It_says(string id, Verdict verdict, GateAction action, string rules)
    {
        var rulings = Enumerable.Range(0, 40).Select(seed => Judge(id, (ulong)seed)).ToList();

        // Noise has its word now and then.
        rulings
            .Count(ruling =>
                ruling.Verdict == verdict
                && ruling.Action == action
                && rules
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .All(rule =>
                        ruling.Reasons.Any(reason =>
                            reason.Rule == rule && reason.Gravity > Gravity.Note
                        )
                    )
            )
            .ShouldBeGreaterThanOrEqualTo(36);
    }

    [Fact]
    public void The_wrong_slot_is_told_in_the_first_tick() => Judge("T29", 1).Tick.ShouldBe(1);

    private static Ruling Judge(string id, ulong seed)
    {
        var bake = Traces.All.Single(trace => trace.Id == id).Draw(seed, Jitter.None);
        return PostSwitchJudge.Judge(
            Policies.Default,
            new BakeCase(Traces.Release, new Baseline(bake.Baseline)),
            bake.Ticks,
            Policies.Default.Bake
        );
    }

    private static IReadOnlyList<Tally> Run(
        BakePolicy policy,
        long first,
        int seeds,
        Func<ulong, Jitter> jitter
    ) => Bench.Run(Traces.All, [("ours", ProductJudge.Of(policy))], first, seeds, jitter)[0];
}
