using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Gates;
using TshActions.Core.Metrics;
using static TshActions.Tests.Metrics.Histories;

namespace TshActions.Tests.Metrics;

/// <summary>The figures, reckoned by hand beside what the program says.</summary>
public class ReckoningTests
{
    [Fact]
    public void Frequency_is_what_succeeded_a_week_and_no_rollback()
    {
        var metrics = Measure(
            Deploy(20),
            Deploy(10),
            Deploy(5, end: DeploymentEnd.Failed),
            Deploy(4),
            Rollback(3, "v0"),
            // The one before the window is of the window before.
            Deploy(31)
        );

        // 3 in 30 days are 0.7 in 7.
        metrics.Figure(FigureKind.DeploymentFrequency).Now.ShouldBe(new(0.7, 3));
    }

    [Fact]
    public void Duration_is_the_middle_of_those_that_succeeded_and_the_ninth_of_ten()
    {
        var metrics = Measure([
            .. Enumerable.Range(1, 9).Select(at => Deploy(at, minutes: at)),
            Deploy(10, minutes: 60),
            Deploy(11, minutes: 300, end: DeploymentEnd.Failed),
            Deploy(12, minutes: 300, end: DeploymentEnd.Broken),
        ]);

        // Of 1…9 and 60 minutes: the middle is 5.5, and nine of ten took at most 9.
        metrics.Figure(FigureKind.DeploymentDuration).Now.ShouldBe(new(330, 10, High90: 540));
    }

    [Fact]
    public void What_broke_off_or_is_under_way_is_in_no_share()
    {
        var metrics = Measure(
            Deploy(5),
            Deploy(4),
            Deploy(3, end: DeploymentEnd.Failed),
            Deploy(2, end: DeploymentEnd.Broken),
            Deploy(1, end: DeploymentEnd.UnderWay)
        );

        metrics.Figure(FigureKind.SuccessRate).Now.ShouldBe(new(2.0 / 3, 3, 2));
        metrics.Figure(FigureKind.ChangeFailureRate).Now.ShouldBe(new(1.0 / 3, 3, 1));
        metrics.Figure(FigureKind.RollbackRate).Now.ShouldBe(new(0, 2, 0));
    }

    [Fact]
    public void One_that_was_rolled_back_from_did_succeed_and_is_a_change_that_failed()
    {
        var metrics = Measure(Deploy(5, "v1"), Deploy(4, "v2"), Rollback(3, "v1", minutes: 1.5));

        metrics.Figure(FigureKind.SuccessRate).Now.Count.ShouldBe(2);
        metrics.Figure(FigureKind.RollbackRate).Now.ShouldBe(new(0.5, 2, 1));
        metrics.Figure(FigureKind.ChangeFailureRate).Now.ShouldBe(new(0.5, 2, 1));
        metrics.Figure(FigureKind.RecoveryTime).Now.ShouldBe(new(90, 1, High90: 90));
        metrics.Facts.Single(fact => fact.Release is "v2").TakenBack.ShouldNotBeNull();
    }

    [Fact]
    public void A_rollback_that_failed_took_nothing_back()
    {
        var metrics = Measure(
            Deploy(5, "v1"),
            Deploy(4, "v2"),
            Rollback(3, "v1") with
            {
                End = DeploymentEnd.Failed,
            }
        );

        metrics.Figure(FigureKind.RollbackRate).Now.Count.ShouldBe(0);
        metrics.Figure(FigureKind.RecoveryTime).Standing.ShouldBe(Standing.Unknown);
    }

    [Theory]
    // A limit itself is missed where the checklist says `<` or `>`, and held where it says how many at least.
    [InlineData(FigureKind.SuccessRate, 0.95, Standing.Missed)]
    [InlineData(FigureKind.SuccessRate, 0.951, Standing.Met)]
    [InlineData(FigureKind.RollbackRate, 0.05, Standing.Missed)]
    [InlineData(FigureKind.ChangeFailureRate, 0.049, Standing.Met)]
    [InlineData(FigureKind.DeploymentDuration, 600.0, Standing.Missed)]
    [InlineData(FigureKind.DeploymentDuration, 599.0, Standing.Met)]
    [InlineData(FigureKind.RecoveryTime, 120.0, Standing.Missed)]
    [InlineData(FigureKind.DeploymentFrequency, 1.0, Standing.Met)]
    [InlineData(FigureKind.DeploymentFrequency, 0.9, Standing.Missed)]
    [InlineData(FigureKind.DeploymentFrequency, 9.0, Standing.Met)]
    public void Targets_are_the_checklist_s(FigureKind kind, double value, Standing standing) =>
        new Figure(kind, new(value, 20), new(null, 0)).Standing.ShouldBe(standing);

    [Fact]
    public void One_of_three_is_told_with_all_that_it_may_be()
    {
        var figure = Measure(
                Deploy(3),
                Deploy(2, end: DeploymentEnd.Failed),
                Deploy(1, end: DeploymentEnd.Failed)
            )
            .Figure(FigureKind.SuccessRate);

        // Exact bounds for 1 of 3: 0.0084 to 0.9057 (Clopper and Pearson).
        figure.Likely!.Low.ShouldBe(0.0084, 0.0001);
        figure.Likely.High.ShouldBe(0.9057, 0.0001);
        figure.InDoubt.ShouldBeFalse();
        // Three of three prove nothing of 95 %.
        new Figure(FigureKind.SuccessRate, new(1, 3, 3), new(null, 0)).InDoubt.ShouldBeTrue();
    }

    [Theory]
    [InlineData(FigureKind.DeploymentDuration, 300, 600, Trend.Better)]
    [InlineData(FigureKind.DeploymentDuration, 600, 300, Trend.Worse)]
    [InlineData(FigureKind.DeploymentDuration, 300, 310, Trend.Same)]
    [InlineData(FigureKind.DeploymentFrequency, 2, 1, Trend.Better)]
    [InlineData(FigureKind.DeploymentFrequency, 1, 2, Trend.Worse)]
    public void A_trend_goes_by_the_figure_s_sense(
        FigureKind kind,
        double now,
        double before,
        Trend trend
    )
    {
        new Figure(kind, new(now, (int)now * 5), new(before, (int)before * 5)).Trend.ShouldBe(
            trend
        );
        new Figure(kind, new(now, 4), new(before, 4)).Trend.ShouldBe(Trend.Untold);
    }

    [Fact]
    public void A_share_that_chance_explains_has_no_trend()
    {
        Share(18, 20, 20).ShouldBe(Trend.Same);
        Share(10, 20, 20).ShouldBe(Trend.Worse);
        Share(20, 10, 20).ShouldBe(Trend.Better);

        static Trend Share(int now, int before, int of) =>
            new Figure(
                FigureKind.SuccessRate,
                new((double)now / of, of, now),
                new((double)before / of, of, before)
            ).Trend;
    }

    [Fact]
    public void A_window_that_the_history_does_not_fill_is_not_compared_with()
    {
        List<DeploymentFact> facts =
        [
            .. Enumerable.Range(0, 40).Select(at => Deploy(0.5 + at, minutes: at < 30 ? 5 : 9)),
        ];
        var young = EnvironmentMetrics.Of(Of(facts), Month);
        var whole = EnvironmentMetrics.Of(Of([.. facts, Deploy(61)]), Month);
        var cut = EnvironmentMetrics.Of(
            Of([.. facts, Deploy(61)]) with
            {
                CutBefore = Now.AddDays(-40),
            },
            Month
        );

        young.Figure(FigureKind.DeploymentDuration).Trend.ShouldBe(Trend.Untold);
        young.Notes.ShouldContain(note => note.Contains("the first record is of 7 Oct 2025"));
        whole.Figure(FigureKind.DeploymentDuration).Trend.ShouldBe(Trend.Better);
        cut.Figure(FigureKind.DeploymentDuration).Trend.ShouldBe(Trend.Untold);
    }

    [Fact]
    public void No_data_is_no_pass_and_a_window_that_was_not_read_whole_is_none_either()
    {
        Measure().Verdict.ShouldBe(Verdict.Inconclusive);
        Measure(Deploy(1, end: DeploymentEnd.UnderWay)).Verdict.ShouldBe(Verdict.Inconclusive);
        Measure(Deploy(40)).Verdict.ShouldBe(Verdict.Inconclusive);
        List<DeploymentFact> good = [.. Enumerable.Range(1, 8).Select(at => Deploy(at * 3))];
        var passed = Measure(good);
        passed.Verdict.ShouldBe(Verdict.Pass);
        EnvironmentMetrics
            .Of(Of(good) with { CutBefore = Now.AddDays(-25) }, Month)
            .Verdict.ShouldBe(Verdict.Warn);
        Report(passed, Measure()).ShouldBe(Verdict.Warn);
        Report(Measure(), Measure()).ShouldBe(Verdict.Inconclusive);
        Report(passed, passed).ShouldBe(Verdict.Pass);

        static Verdict Report(params EnvironmentMetrics[] all) =>
            new MetricsReport("erp", Month, all).Verdict;
    }

    [Theory]
    [InlineData("30d", 30)]
    [InlineData("1d", 1)]
    [InlineData("365d", 365)]
    [InlineData("0d", null)]
    [InlineData("366d", null)]
    [InlineData("30", null)]
    [InlineData("-3d", null)]
    [InlineData("2w", null)]
    [InlineData("٣d", null)]
    [InlineData("d", null)]
    public void A_window_is_days(string text, int? days) =>
        MetricsWindow.DaysOf(text).ShouldBe(days);

    [Fact]
    public void The_order_of_records_changes_nothing() =>
        Prop.ForAll(
                AnyHistory,
                facts =>
                {
                    var (one, other) = (Measure(facts), Measure([.. facts.Reverse()]));
                    return one.Figures.SequenceEqual(other.Figures)
                        && one.Facts.SequenceEqual(other.Facts);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_over_succeeded_failed_or_broke_off() =>
        Prop.ForAll(
                AnyHistory,
                facts =>
                {
                    var metrics = Measure(facts);
                    var over = metrics.Deployed.Count(fact => fact.IsOver);
                    var broken = metrics.Deployed.Count(fact => fact.End is DeploymentEnd.Broken);
                    var success = metrics.Figure(FigureKind.SuccessRate).Now;
                    var failed = metrics.Deployed.Count(fact => fact.End is DeploymentEnd.Failed);
                    return success.N + broken == over
                        && (success.Count ?? 0) + failed == success.N
                        && Buckets.Of(metrics.Facts, Month).Sum(bucket => bucket.All) == over;
                }
            )
            .QuickCheckThrowOnFailure();

    private static Arbitrary<DeploymentFact[]> AnyHistory =>
        Gen.Choose(1, 70_000)
            .SelectMany(
                minutes => Gen.Elements(Enum.GetValues<DeploymentEnd>()),
                (minutes, end) => (minutes, end)
            )
            .SelectMany(
                _ => Gen.Choose(0, 9),
                (one, kind) =>
                    kind is 0
                        ? Rollback(one.minutes / 1440.0, $"v{one.minutes % 4}") with
                        {
                            Id = one.minutes,
                            End = one.end,
                        }
                        : Deploy(
                            one.minutes / 1440.0,
                            $"v{one.minutes % 4}",
                            kind,
                            one.end,
                            one.minutes
                        )
            )
            .ArrayOf()
            .Select(facts => facts.DistinctBy(fact => fact.Id).ToArray())
            .ToArbitrary();
}
