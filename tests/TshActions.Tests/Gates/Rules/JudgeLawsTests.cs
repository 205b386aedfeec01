using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Calibration;
using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Ticks;
using TshActions.GateBench.Corpus;
using TshActions.GateBench.Judges;
using Tick = TshActions.Core.Ticks.Tick;

namespace TshActions.Tests.Gates.Rules;

/// <summary>What must hold of every bake, whatever the right verdict of it is.</summary>
public class JudgeLawsTests
{
    private static readonly BakePolicy Usual = Policies.Default with { Edge = [DrawnBake.Edge] };

    // Whatever only warns by default takes the release back here.
    private static readonly BakePolicy Strict = Usual with
    {
        P95 = Usual.P95! with { Consequence = Consequence.Rollback },
        Logs = Usual.Logs! with { Consequence = Consequence.Rollback },
        Gauges =
        [
            .. Usual.Gauges.Select(gauge => gauge with { Consequence = Consequence.Rollback }),
        ],
    };

    private static readonly BakePolicy OnlyDegradation = Usual with
    {
        Edge = [],
        ErrorRate = null,
        FailingFor = null,
        P95 = null,
        Latency = null,
        Restarts = null,
        Logs = null,
        Gauges = [],
    };

    [Fact]
    public void What_happens_later_is_judged_the_same_and_later()
    {
        // From the first tick on, for what lies before the delay counts less.
        var policy = Usual with
        {
            InitialDelay = TimeSpan.Zero,
        };
        Holds(bake =>
        {
            var later = 1 + (int)(bake.Draws(1).Unit() * 30);
            // As many restarts as were known at first: they are counted from there.
            var first = bake.Ticks.FirstOrDefault(tick => !tick.Gap) ?? bake.Ticks[0];
            var before = Enumerable.Repeat(Quick(first, bake.Case), later);

            return FailsAt(Judge(policy, bake.Case, bake.Ticks)) + later
                == FailsAt(Judge(policy, bake.Case, [.. before, .. bake.Ticks]));
        });
    }

    [Fact]
    public void Names_of_endpoints_and_their_order_change_nothing()
    {
        string[] names = ["zebra", "apple", "mango", "health-of-others", "kiwi"];
        Holds(bake =>
        {
            var first = (int)(bake.Draws(1).Unit() * names.Length);
            var other = Traces
                .Service.Endpoints.Select(
                    (one, index) => (one.Name, Other: names[(index + first) % names.Length])
                )
                .ToDictionary(one => one.Name, one => one.Other);

            return Same(
                Judge(Usual, bake.Case, bake.Ticks),
                Judge(
                    Usual with
                    {
                        CategoryOf = Renamed(Usual.CategoryOf),
                    },
                    bake.Case with
                    {
                        Baseline = new(Renamed(bake.Case.Baseline.Milliseconds)),
                    },
                    [
                        .. bake.Ticks.Select(tick =>
                            tick with
                            {
                                Probes = Renamed(tick.Probes).ToImmutableSortedDictionary(),
                                Control = Renamed(tick.Control).ToImmutableSortedDictionary(),
                            }
                        ),
                    ]
                )
            );

            Dictionary<string, T> Renamed<T>(IReadOnlyDictionary<string, T> table) =>
                table.ToDictionary(one => other[one.Key], one => one.Value);
        });
    }

    [Fact]
    public void What_was_not_measured_never_turns_fail_or_inconclusive_into_pass() =>
        Holds(bake =>
        {
            var draws = bake.Draws(1);
            var (share, things) = (Math.Cbrt(draws.Unit()), (int)(draws.Unit() * 10));
            List<Tick> thinned =
            [
                .. bake
                    .Ticks.Where(_ => draws.Unit() >= (things > 8 ? share / 10 : 0))
                    .Select(
                        (tick, index) =>
                            draws.Unit() < share ? Thinned(tick, index, things, draws) : tick
                    ),
            ];

            return Judge(Strict, bake.Case, bake.Ticks).Verdict is Verdict.Pass or Verdict.Warn
                || Judge(Strict, bake.Case, thinned, bake.Ticks.Count * Strict.Interval).Verdict
                    is not Verdict.Pass;
        });

    [Fact]
    public void Quick_answers_more_never_take_a_release_back() =>
        Holds(bake =>
        {
            // A single one in the middle of an outage only makes it last longer: the release must stay well for a moment.
            var well = Usual.FailingFor!.ClearAfter;
            var warm = (int)(Usual.InitialDelay / Usual.Interval);
            var place = warm + (int)(bake.Draws(1).Unit() * (bake.Ticks.Count - warm));
            var before = bake.Ticks.Take(place).ToList();
            var quick = Enumerable.Repeat(
                Quick(before.FindLast(tick => !tick.Gap) ?? bake.Ticks[^1], bake.Case),
                well
            );

            return Stays(Judge(Usual, bake.Case, bake.Ticks))
                <= Stays(Judge(Usual, bake.Case, [.. before, .. quick, .. bake.Ticks.Skip(place)]));
        });

    [Fact]
    public void A_quick_answer_instead_of_none_never_takes_a_release_back() =>
        Holds(bake =>
        {
            var draws = bake.Draws(1);
            var seen = bake.Ticks[0];
            List<Tick> filled = [];
            foreach (var tick in bake.Ticks)
            {
                seen = tick.Gap ? seen : tick;
                filled.Add(tick.Gap && draws.Unit() < 0.5 ? Quick(seen, bake.Case) : tick);
            }

            return Stays(Judge(Usual, bake.Case, bake.Ticks))
                <= Stays(Judge(Usual, bake.Case, filled));
        });

    [Fact]
    public void Degradation_knows_no_unit_of_time() =>
        Holds(bake =>
        {
            var times = Math.Exp(4 * bake.Draws(1).Unit() - 2);

            return Same(
                Judge(OnlyDegradation, bake.Case, bake.Ticks),
                Judge(
                    OnlyDegradation,
                    bake.Case with
                    {
                        Baseline = new(
                            bake.Case.Baseline.Milliseconds.ToDictionary(
                                one => one.Key,
                                one =>
                                    (IReadOnlyList<double>)[.. one.Value.Select(ms => ms * times)]
                            )
                        ),
                    },
                    [
                        .. bake.Ticks.Select(tick =>
                            tick with
                            {
                                Probes = Slower(tick.Probes),
                                Control = Slower(tick.Control),
                            }
                        ),
                    ]
                )
            );

            ImmutableSortedDictionary<string, Sample> Slower(
                ImmutableSortedDictionary<string, Sample> samples
            ) =>
                samples.ToImmutableSortedDictionary(
                    one => one.Key,
                    one => one.Value with { Milliseconds = one.Value.Milliseconds * times }
                );
        });

    [Fact]
    public void A_failing_control_never_takes_a_release_back() =>
        Holds(bake =>
        {
            var draws = bake.Draws(1);
            var (share, whole) = (draws.Unit(), draws.Unit() < 0.5);
            List<Tick> failing =
            [
                .. bake.Ticks.Select(tick =>
                {
                    var all = draws.Unit() < share;
                    return tick with
                    {
                        Control = tick.Control.ToImmutableSortedDictionary(
                            one => one.Key,
                            one =>
                                (whole ? all : draws.Unit() < share)
                                    ? new Sample(Ok: false, 0.2, Why: "connection refused")
                                    : one.Value
                        ),
                    };
                }),
            ];

            return Stays(Judge(Usual, bake.Case, bake.Ticks))
                <= Stays(Judge(Usual, bake.Case, failing));
        });

    [Fact]
    public void Judged_tick_by_tick_a_bake_ends_as_when_judged_at_once() =>
        Holds(bake =>
        {
            var policy = Usual with { Bake = bake.Ticks.Count * Usual.Interval };
            Ruling? live = null;
            for (var tick = 1; tick <= bake.Ticks.Count && live is not { IsFinal: true }; tick++)
                live = PostSwitchJudge.Judge(
                    policy,
                    bake.Case,
                    [.. bake.Ticks.Take(tick)],
                    tick * policy.Interval
                );

            return Same(live!, Judge(policy, bake.Case, bake.Ticks));
        });

    private static void Holds(Func<DrawnBake, bool> law) =>
        Prop.ForAll(DrawnBake.Any, law).Check(Config.QuickThrowOnFailure.WithMaxTest(Tries));

    private const int Tries = 300;

    private static Ruling Judge(
        BakePolicy policy,
        BakeCase bake,
        IReadOnlyList<Tick> ticks,
        TimeSpan? length = null
    )
    {
        var time = length ?? ticks.Count * policy.Interval;
        return PostSwitchJudge.Judge(
            policy with
            {
                Bake = time,
            },
            bake,
            length is null ? [.. ticks.Select(At)] : ticks,
            time
        );

        Tick At(Tick tick, int place) => tick with { At = place * policy.Interval };
    }

    private static bool Same(Ruling one, Ruling other) =>
        (one.Verdict, one.Action, one.IsFinal, one.Tick)
            == (other.Verdict, other.Action, other.IsFinal, other.Tick)
        && Rules(one).SequenceEqual(Rules(other));

    private static IEnumerable<(string, Gravity, int)> Rules(Ruling ruling) =>
        ruling.Reasons.Select(reason => (reason.Rule, reason.Gravity, reason.Tick)).Order();

    private static int? FailsAt(Ruling ruling) =>
        ruling.Verdict is Verdict.Fail ? ruling.Tick : null;

    // 0 is what may become anything; 1 must stay.
    private static int Stays(Ruling ruling) => ruling.Action is GateAction.Rollback ? 0 : 1;

    /// <summary>As after another one, everything answered in a tenth of the usual time.</summary>
    private static Tick Quick(Tick after, BakeCase bake) =>
        after with
        {
            Gap = false,
            Probes = Good(Traces.Release),
            Control = Good(Traces.OldRelease),
            Edge = after.Edge.IsEmpty
                ? after.Edge
                : after.Edge.SetItem(DrawnBake.Edge, new Sample(Ok: true, 1, 200, Traces.Release)),
            Restarts = after.Restarts ?? 0,
            LogErrors = 0,
            OldLogErrors = 0,
            NewTraffic = after.NewTraffic is null ? null : new Traffic(20, 0, 0),
            Gauges = after.Gauges.ToImmutableSortedDictionary(one => one.Key, _ => 1.0),
        };

    private static ImmutableSortedDictionary<string, Sample> Good(string release) =>
        Traces.Service.Endpoints.ToImmutableSortedDictionary(
            one => one.Name,
            one => new Sample(Ok: true, one.Median / 10, 200, release)
        );

    /// <summary>Without one of the things in it. Clients stay in the first tick: who was never counted is not missed.</summary>
    private static Tick Thinned(Tick tick, int index, int things, Draws draws)
    {
        return (things > 8 ? (int)(draws.Unit() * 9) : things) switch
        {
            0 => tick with { Probes = Without(tick.Probes) },
            1 => tick with { Probes = Good(tick.Probes) },
            2 => tick with { Control = Without(tick.Control) },
            3 => tick with { Control = tick.Control.Clear() },
            4 => tick with { Gauges = Without(tick.Gauges) },
            5 => tick with { Restarts = null },
            6 when index > 0 => tick with { NewTraffic = null },
            7 => draws.Unit() < 0.5
                ? tick with
                {
                    LogErrors = null,
                }
                : tick with
                {
                    OldLogErrors = null,
                },
            // The worst that can be lost: what was wrong.
            _ => tick with { Edge = Good(tick.Edge) },
        };

        static ImmutableSortedDictionary<string, Sample> Good(
            ImmutableSortedDictionary<string, Sample> samples
        ) => samples.RemoveRange(samples.Keys.Where(name => !samples[name].Ok));

        ImmutableSortedDictionary<string, T> Without<T>(
            ImmutableSortedDictionary<string, T> table
        ) =>
            table.IsEmpty
                ? table
                : table.Remove(table.Keys.ElementAt((int)(draws.Unit() * table.Count)));
    }
}
