using System.Collections.Immutable;
using TshActions.Core.Checks;
using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Ticks;
using TshActions.Tests.Gates.Rules;
using Tick = TshActions.Core.Ticks.Tick;

namespace TshActions.Tests.Reports;

/// <summary>
/// Gates to report of, judged for true. One letter per tick: `.` good, `x` the new slot fails, `s` both slots fail, `?`
/// nothing measured, a digit: that many times slower. Latencies sway in a fixed way.
/// </summary>
internal static class GateRecords
{
    private static readonly (string Probe, double Usual)[] Probes =
    [
        ("health", 20),
        ("list", 110),
        ("search", 180),
    ];

    public static readonly string Quarter = new('.', 90);

    public static GateRecord Clean => Of(Quarter);

    public static GateRecord FailsAtFourteen =>
        Of("..........xxxx" + Quarter[14..]) with
        {
            Checks =
            [
                new("docs", Finding.Warning, "status 302, not 200"),
                new("openapi", Finding.Passed, "41 paths, at least 1"),
                new("certificate", Finding.Passed, "59 days left, warning at 30"),
            ],
        };

    public static GateRecord SharedOutage =>
        Of(Quarter[..40] + new string('s', 18) + Quarter[58..]);

    public static GateRecord Gaps =>
        Of(Quarter[..20] + "?????" + Quarter[25..45] + "?????" + Quarter[50..]);

    public static GateRecord FirstDeployment => Of("....xxxx", hasOldSlot: false);

    public static GateRecord NothingMeasured => Of(new string('?', 30));

    public static GateRecord OneTick => Of(".");

    public static GateRecord Slowing =>
        Of(Quarter[..30] + "222222222233333333334444444444556677" + Quarter[66..]);

    public static GateRecord RunEnded => Clean with { Ruling = null };

    public const string Nasty =
        "</details>\n```\n# [x](http://evil)|<script>\u001b[31m\u202e::error::\0\ud800 @team ![i](j) ]]>&";

    /// <summary>A recording by somebody who means no good.</summary>
    public static GateRecord Foreign
    {
        get
        {
            var ticks = new[] { 0, 1, 2 }.Select(at => new Tick(at * Bakes.Interval)
            {
                Probes = One(Nasty, new Sample(at is 0, 12, 200, Nasty, Nasty)),
                Edge = One(Nasty, new Sample(false, 12, 200, Nasty, Nasty)),
                Gauges = One(Nasty, 50.0),
                Checks = One(Nasty, new CheckReading(Finding.Failed, Nasty)),
            });
            return new GateRecord(
                Nasty,
                new Recording(new RecordingHead(Release: Nasty), [.. ticks]),
                new Ruling(
                    Verdict.Inconclusive,
                    GateAction.Hold,
                    true,
                    3,
                    2 * Bakes.Interval,
                    [
                        new(Nasty, Gravity.Shared, Nasty, 3),
                        new("restarts", Gravity.Warn, Nasty, 0),
                        new("cpu", Gravity.Note, Nasty, 0),
                    ],
                    new Figures(3, 1, 2, 0, 3, 2, new Slowdown(Nasty, 1))
                ),
                [new(Nasty, Finding.Failed, Nasty)]
            );
        }
    }

    public static GateRecord Of(string letters, bool hasOldSlot = true)
    {
        var ticks = Ticks(letters, hasOldSlot);
        var baseline = Probes.ToDictionary(
            probe => probe.Probe,
            probe =>
                (IReadOnlyList<double>)
                    [.. Enumerable.Range(0, 30).Select(tick => Sway(probe.Usual, tick))]
        );
        var policy = Bakes.Policy(letters.Length) with
        {
            CategoryOf = new Dictionary<string, string>
            {
                ["health"] = "health",
                ["list"] = "read",
                ["search"] = "read",
            },
            Checks = new Dictionary<string, CheckMeaning>(),
        };
        var ruling = PostSwitchJudge.Judge(
            policy,
            new BakeCase(
                Bakes.Release,
                hasOldSlot ? new Baseline(baseline) : Baseline.None,
                hasOldSlot
            ),
            ticks,
            letters.Length * Bakes.Interval
        );
        return new GateRecord(
            "vps-main",
            new Recording(
                new RecordingHead(
                    Release: Bakes.Release,
                    Interval: Bakes.Interval,
                    HasOldSlot: hasOldSlot,
                    Baseline: hasOldSlot ? baseline : null
                ),
                ticks
            ),
            ruling,
            []
        );
    }

    private static IReadOnlyList<Tick> Ticks(string letters, bool hasOldSlot) =>
        [
            .. letters.Select(
                (letter, at) =>
                    letter is '?'
                        ? new Tick(at * Bakes.Interval, Gap: true)
                        : new Tick(at * Bakes.Interval)
                        {
                            Probes = Answers(at, letter, letter is 'x' or 's', Bakes.Release),
                            Control = hasOldSlot
                                ? Answers(at, '.', letter is 's', "r1")
                                : ImmutableSortedDictionary<string, Sample>.Empty,
                            Restarts = 0,
                            LogErrors = 0,
                            OldLogErrors = 0,
                            NewTraffic = new Traffic(110 + at * 7 % 30, letter is 'x' ? 4 : 0, 1),
                            Gauges = One("cpu", 31.0 + at % 7).Add("memory", 48.0 + at / 20),
                        }
            ),
        ];

    private static ImmutableSortedDictionary<string, Sample> Answers(
        int at,
        char letter,
        bool fails,
        string release
    ) =>
        Probes.ToImmutableSortedDictionary(
            probe => probe.Probe,
            probe =>
                fails
                    ? new Sample(false, 3, 503, release, "status 503, not 200")
                    : new Sample(
                        true,
                        Sway(probe.Usual, at) * (char.IsDigit(letter) ? letter - '0' : 1),
                        200,
                        release
                    )
        );

    // Each probe in its own time.
    private static double Sway(double usual, int at) =>
        usual
        * (
            1
            + (((at * 37) + (int)usual) % 11 - 5) / 25.0
            + ((at + (int)usual) % 13 is 12 ? 0.6 : 0)
        );

    private static ImmutableSortedDictionary<string, T> One<T>(string name, T value) =>
        ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal).Add(name, value);
}
