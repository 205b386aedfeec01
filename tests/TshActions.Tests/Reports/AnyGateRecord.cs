using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Checks;
using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Ticks;
using Tick = TshActions.Core.Ticks.Tick;

namespace TshActions.Tests.Reports;

/// <summary>Gates as nobody would make them: holes, odd times, absurd numbers, hostile words.</summary>
internal static class AnyGateRecord
{
    private static readonly Gen<string> Word = Gen.Frequency(
        (5, Gen.Elements("health", "list", "search", "docs", "cpu", "restarts", "p95")),
        (1, Gen.Constant(GateRecords.Nasty)),
        (
            1,
            Gen.Elements([.. "a`|<&\n\u001b\ud800_*[]#@\u202e\ufffe"])
                .ArrayOf(20)
                .Select(letters => new string(letters))
        )
    );

    private static readonly Gen<double> Number = Gen.Frequency(
        (6, Gen.Choose(0, 5000).Select(number => number / 7.0)),
        (1, Gen.Elements(0, -1, 1e300, double.Epsilon, double.NaN, double.PositiveInfinity))
    );

    private static readonly Gen<int?> Count = Gen.Elements<int?>(null, 0, 1, 3, int.MaxValue, -2);

    private static readonly Gen<Sample> Answer =
        from ok in Gen.Elements(true, true, false)
        from ms in Number
        from version in Gen.Elements(null, "r2", "r2", "r1", GateRecords.Nasty)
        from why in Word
        select new Sample(ok, ms, 200, version, ok ? null : why);

    private static readonly Gen<Tick> OneTick =
        from at in Gen.Frequency(
            (9, Gen.Choose(-5, 60).Select(place => 10.0 * place)),
            (1, Gen.Elements(0.001, 3.3, 999_999))
        )
        from gap in Gen.Elements(false, false, false, true)
        from probes in Table(Answer)
        from control in Table(Answer)
        from edge in Table(Answer)
        from gauges in Table(Number)
        from checks in Table(
            from finding in Gen.Elements(Enum.GetValues<Finding>())
            from detail in Word
            select new CheckReading(finding, detail)
        )
        from restarts in Count
        from requests in Gen.Elements<long?>(null, 0, 120, long.MaxValue)
        select new Tick(TimeSpan.FromSeconds(at), gap)
        {
            Probes = probes,
            Control = control,
            Edge = edge,
            Gauges = gauges,
            Checks = checks,
            Restarts = restarts,
            NewTraffic = requests is { } known ? new Traffic(known, known, 0) : null,
        };

    private static readonly Gen<Ruling?> AnyRuling =
        from verdict in Gen.Elements(Enum.GetValues<Verdict>())
        from action in Gen.Elements(Enum.GetValues<GateAction>())
        from final in Gen.Elements(true, false)
        from tick in Gen.Choose(0, 80)
        from expected in Gen.Elements(0, 1, 90, int.MaxValue)
        from count in Gen.Choose(0, 60)
        from reasons in (
            from rule in Word
            from gravity in Gen.Elements(Enum.GetValues<Gravity>())
            from text in Word
            from times in Gen.Elements(1, 1, 300)
            from at in Gen.Choose(0, 80)
            select new Reason(rule, gravity, string.Concat(Enumerable.Repeat(text, times)), at)
        ).ArrayOf(count)
        from slowest in Word
        from none in Gen.Elements(false, false, false, true)
        select none
            ? null
            : new Ruling(
                verdict,
                action,
                final,
                tick,
                TimeSpan.FromSeconds(10 * tick),
                reasons,
                new Figures(expected, 1, 2, 3, long.MaxValue, 5, new Slowdown(slowest, 1.5))
            );

    public static readonly Arbitrary<GateRecord> Any = (
        from host in Word
        from count in Gen.Frequency((8, Gen.Choose(0, 30)), (1, Gen.Constant(360)))
        from ticks in OneTick.ArrayOf(count)
        from interval in Gen.Elements<TimeSpan?>(
            null,
            TimeSpan.Zero,
            TimeSpan.FromSeconds(10),
            TimeSpan.FromTicks(1)
        )
        from release in Gen.Elements(null, "r2", GateRecords.Nasty)
        from ruling in AnyRuling
        from checks in Table(
            from finding in Gen.Elements(Enum.GetValues<Finding>())
            from detail in Word
            select new CheckResult("docs", finding, detail)
        )
        from baseline in Table(
            from samples in Number.ArrayOf(9)
            select (IReadOnlyList<double>)samples
        )
        select new GateRecord(
            host,
            new Recording(
                new RecordingHead(Release: release, Interval: interval, Baseline: baseline),
                ticks
            ),
            ruling,
            [.. checks.Values]
        )
    ).ToArbitrary();

    private static Gen<ImmutableSortedDictionary<string, T>> Table<T>(Gen<T> value) =>
        from names in Gen.Choose(0, 4).SelectMany(count => Word.ArrayOf(count))
        from values in value.ArrayOf(names.Length)
        select names
            .Zip(values)
            .DistinctBy(pair => pair.First)
            .ToImmutableSortedDictionary(
                pair => pair.First,
                pair => pair.Second,
                StringComparer.Ordinal
            );
}
