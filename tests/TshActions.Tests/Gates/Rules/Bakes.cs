using System.Collections.Immutable;
using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Ticks;
using Tick = TshActions.Core.Ticks.Tick;

namespace TshActions.Tests.Gates.Rules;

/// <summary>
/// Bakes written as text, one letter per tick: `.` good, `x` the new slot fails, `s` both slots fail, `o` only the old one
/// does, `?` nothing measured, a digit: that many times slower than usual.
/// </summary>
internal static class Bakes
{
    public const string Release = "r2";

    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public static BakePolicy Policy(int ticks) =>
        new(
            Bake: ticks * Interval,
            InitialDelay: TimeSpan.Zero,
            Interval,
            MinCoverage: 0.8,
            ConsecutiveErrors: 4,
            OnInconclusive: GateAction.Hold,
            new Dictionary<string, Category>
            {
                ["health"] = new(100, 200, 500),
                ["read"] = new(300, 600, 1000),
            },
            new Dictionary<string, string> { ["health"] = "health", ["list"] = "read" },
            [],
            new ErrorRateRule(0.001, 0.05, 0.01, 8, new Limit(4, 8), Consequence.Rollback),
            new DegradationRule(4, new Limit(6, 8), Strict: false, Consequence.Rollback),
            new FailingForRule(
                TimeSpan.FromMinutes(2),
                TimeSpan.FromMinutes(5),
                2,
                Consequence.Rollback
            ),
            new P95Rule(TimeSpan.FromMilliseconds(500), 59, Consequence.Warn),
            new LatencyRule(new Limit(8, 12), Consequence.Rollback),
            new RestartRule(1, Consequence.Rollback),
            new LogRule(new Limit(3, 5), Consequence.Warn),
            [new GaugeRule("cpu", 60, new Limit(8, 12), Consequence.Warn)],
            new Dictionary<string, CheckMeaning>()
        );

    public static BakeCase Case { get; } =
        new(
            Release,
            new Baseline(
                new Dictionary<string, IReadOnlyList<double>>
                {
                    ["health"] = [.. Enumerable.Repeat(20.0, 30)],
                    ["list"] = [.. Enumerable.Range(0, 30).Select(index => 90.0 + index)],
                }
            )
        );

    /// <param name="health">Of the health probe.</param>
    /// <param name="list">Of the probe `list`, a read; the same as health's when not given.</param>
    public static IReadOnlyList<Tick> Ticks(string health, string? list = null) =>
        [.. health.Select((letter, index) => At(index, letter, (list ?? health)[index]))];

    public static Ruling Judge(
        string health,
        string? list = null,
        Func<BakePolicy, BakePolicy>? policy = null,
        Func<BakeCase, BakeCase>? bake = null
    ) =>
        PostSwitchJudge.Judge(
            (policy ?? (same => same))(Policy(health.Length)),
            (bake ?? (same => same))(Case),
            Ticks(health, list),
            health.Length * Interval
        );

    private static Tick At(int index, char health, char list) =>
        new(index * Interval)
        {
            Probes = New(("health", health, 20), ("list", list, 100)),
            Control = Old(("health", health, 20), ("list", list, 100)),
            Restarts = 0,
            LogErrors = 0,
            OldLogErrors = 0,
            Gauges = ImmutableSortedDictionary<string, double>.Empty.Add("cpu", 30),
        };

    private static ImmutableSortedDictionary<string, Sample> New(
        params (string Probe, char Letter, double Usual)[] answers
    ) =>
        answers
            .Where(answer => answer.Letter is not '?')
            .ToImmutableSortedDictionary(
                answer => answer.Probe,
                answer =>
                    answer.Letter is 'x' or 's'
                        ? new Sample(false, 3, 503, Release, "status 503, not 200")
                        : new Sample(true, answer.Usual * Times(answer.Letter), 200, Release)
            );

    private static ImmutableSortedDictionary<string, Sample> Old(
        params (string Probe, char Letter, double Usual)[] answers
    ) =>
        answers
            .Where(answer => answer.Letter is not '?')
            .ToImmutableSortedDictionary(
                answer => answer.Probe,
                answer =>
                    answer.Letter is 's' or 'o'
                        ? new Sample(false, 3, 503, "r1", "status 503, not 200")
                        : new Sample(true, answer.Usual, 200, "r1")
            );

    private static double Times(char letter) => char.IsDigit(letter) ? letter - '0' : 1;
}
