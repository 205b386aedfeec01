using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Checks;
using TshActions.Core.Ticks;

// Not `Ticks`: that is a class in Gates until the old gate goes.
namespace TshActions.Tests.Recordings;

public class RecordingTests
{
    private static readonly Gen<string> Name = Gen.Elements(
        "health",
        "list",
        "/api/search?q=ä",
        "<b>\"`",
        "\u001b\n"
    );

    private static readonly Gen<double> Number =
        from whole in Gen.Choose(0, 5_000)
        from part in Gen.Choose(0, 99)
        select Math.Round(whole + part / 100.0, 2);

    private static readonly Gen<int?> Count = Gen.Elements<int?>(null, 0, 1, 40, int.MaxValue);

    private static readonly Gen<Sample> Answer =
        from ok in Gen.Elements(true, false)
        from ms in Number
        from status in Gen.Elements<int?>(null, 200, 503)
        from version in Gen.Elements(null, "2025.11.15", "abc")
        from why in Gen.Elements(null, "no answer within 5 s")
        select new Sample(ok, ms, status, version, why);

    private static readonly Gen<Traffic?> Clients =
        from requests in Gen.Choose(-1, 500)
        select requests < 0 ? null : new Traffic(requests, requests / 3, requests / 2);

    private static readonly Gen<Tick> OneTick =
        from at in Gen.Choose(-300_000, 3_600_000)
        from gap in Gen.Elements(true, false)
        from probes in Table(Answer)
        from control in Table(Answer)
        from edge in Table(Answer)
        from restarts in Count
        from errors in Count
        from oldErrors in Count
        from mine in Clients
        from old in Clients
        from gauges in Table(Number)
        from checks in Table(
            from finding in Gen.Elements(Enum.GetValues<Finding>())
            from detail in Name
            select new CheckReading(finding, detail)
        )
        select new Tick(TimeSpan.FromMilliseconds(at), gap)
        {
            Probes = probes,
            Control = control,
            Edge = edge,
            Restarts = restarts,
            LogErrors = errors,
            OldLogErrors = oldErrors,
            NewTraffic = mine,
            OldTraffic = old,
            Gauges = gauges,
            Checks = checks,
        };

    private static readonly Gen<RecordingHead> Head =
        from text in Gen.Elements(null, "tsh_erp", "ä\"\n")
        from interval in Gen.Elements<TimeSpan?>(null, TimeSpan.FromSeconds(2.5))
        from old in Gen.Elements<bool?>(null, true, false)
        from asked in Gen.Elements(
            null,
            new Asked(
                new Dictionary<string, string> { ["list"] = "read", ["health"] = "health" },
                ["site"],
                ["docs", "openapi"],
                []
            )
        )
        from baseline in Table(
            from samples in Number.ArrayOf(3)
            select (IReadOnlyList<double>)samples
        )
        select new RecordingHead(
            text,
            text,
            text,
            text,
            interval,
            interval * 90,
            old,
            asked,
            baseline.Count is 0 ? null : baseline
        );

    [Fact]
    public void A_tick_that_was_written_is_read_as_it_was() =>
        Prop.ForAll(
                OneTick.ToArbitrary(),
                tick =>
                {
                    var line = TickLine.Write(tick);
                    var read = TickLine.Read(line)!;
                    return !line.Contains('\n') && TickLine.Write(read) == line && Same(tick, read);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Figures_are_kept_to_the_thousandth_of_a_millisecond() =>
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue).Select(number => number / 1e5).ToArbitrary(),
                ms =>
                {
                    var tick = new Tick(TimeSpan.FromSeconds(ms))
                    {
                        Probes = ImmutableSortedDictionary<string, Sample>.Empty.Add(
                            "health",
                            new Sample(true, ms)
                        ),
                    };
                    var read = TickLine.Read(TickLine.Write(tick))!;
                    return Math.Abs(read.Probes["health"].Milliseconds - ms) <= 0.0005001
                        && (read.At - tick.At).Duration() <= TimeSpan.FromMilliseconds(0.501);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_head_that_was_written_is_read_as_it_was() =>
        Prop.ForAll(
                Head.ToArbitrary(),
                head =>
                {
                    var line = head.Write();
                    return !line.Contains('\n')
                        && RecordingHead.Read(line).Write() == line
                        && TickLine.Read(line) is null;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_recording_that_was_written_is_read_as_it_was() =>
        Prop.ForAll(
                (
                    from head in Head
                    from ticks in OneTick.ArrayOf(5)
                    select new Recording(
                        head with
                        {
                            Baseline =
                                head.Baseline ?? new Dictionary<string, IReadOnlyList<double>>(),
                        },
                        [.. ticks.Append(new Tick(TimeSpan.Zero))]
                    )
                ).ToArbitrary(),
                recording =>
                {
                    var text = recording.Write();
                    var (read, problems) = Recording.Read(text.Split('\n'));
                    return problems.Count is 0 && read!.Write() == text;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_line_of_the_specification_is_read()
    {
        var tick = TickLine.Read(
            """{"t":0,"probes":{"read1":{"ok":true,"ms":112,"status":200,"version":"abc"}},"control":{"health":{"ok":true,"ms":21}},"gap":false,"restarts":0,"logErr":0,"cpu":31,"mem":48,"disk":61}"""
        )!;

        tick.At.ShouldBe(TimeSpan.Zero);
        tick.Probes["read1"].ShouldBe(new Sample(true, 112, 200, "abc"));
        tick.Control["health"].ShouldBe(new Sample(true, 21));
        (tick.Gap, tick.Restarts, tick.LogErrors, tick.OldLogErrors).ShouldBe((false, 0, 0, null));
        tick.Gauges.ShouldBe(
            [new("cpu", 31), new("disk", 61), new("memory", 48)],
            ignoreOrder: true
        );
    }

    [Fact]
    public void What_the_host_writes_is_read_whole()
    {
        var tick = TickLine.Read(
            """{"t":-10.5,"probes":{"health":{"ok":false,"ms":5000,"why":"no answer within 5 s"}},"edge":{"site":{"ok":true,"ms":30}},"oldLogErr":2,"traffic":{"new":{"requests":120,"errors":1,"slow":2},"old":{"requests":0,"errors":0,"slow":0}},"inodes":5.0,"gauges":{"connections":42.0},"checks":{"docs":{"finding":"passed","detail":"status 200"}},"of-a-later-day":[]}"""
        )!;

        tick.At.ShouldBe(TimeSpan.FromSeconds(-10.5));
        tick.Probes["health"].ShouldBe(new Sample(false, 5000, Why: "no answer within 5 s"));
        tick.Edge["site"].Ok.ShouldBeTrue();
        (tick.NewTraffic, tick.OldTraffic).ShouldBe((new Traffic(120, 1, 2), new Traffic(0, 0, 0)));
        (tick.Gauges["inodes"], tick.Gauges["connections"]).ShouldBe((5, 42));
        tick.Checks["docs"].ShouldBe(new CheckReading(Finding.Passed, "status 200"));
        (tick.Restarts, tick.LogErrors, tick.OldLogErrors).ShouldBe((null, null, 2));
    }

    [Fact]
    public void A_head_may_keep_its_settings_under_config() =>
        RecordingHead
            .Read("""{"trace":"T05","config":{"version":"abc","interval":10,"oldSlot":false}}""")
            .ShouldSatisfyAllConditions(
                head => head.Release.ShouldBe("abc"),
                head => head.Interval.ShouldBe(TimeSpan.FromSeconds(10)),
                head => head.HasOldSlot.ShouldBe(false)
            );

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"t":"now"}""")]
    [InlineData("""{"t":null}""")]
    [InlineData("""{"t":1e300}""")]
    [InlineData("""{"t":1,"probes":[]}""")]
    [InlineData("""{"t":1,"probes":{"health":{}}}""")]
    [InlineData("""{"t":1,"probes":{"health":7}}""")]
    [InlineData("""{"t":1,"probes":{"health":{"ok":true,"ms":"fast"}}}""")]
    [InlineData("""{"t":1,"probes":{"health":{"ok":true,"version":5}}}""")]
    [InlineData("""{"t":1,"probes":{"health":{"ok":true,"version":"\ud800"}}}""")]
    [InlineData("""{"t":1,"probes":{"\ud800":{"ok":true}}}""")]
    [InlineData("""{"t":1,"restarts":"one"}""")]
    [InlineData("""{"t":1,"cpu":true}""")]
    [InlineData("""{"t":1,"checks":{"docs":{"finding":"perfect"}}}""")]
    [InlineData("""{"t":1,"checks":{"docs":{}}}""")]
    public void A_line_that_is_no_tick_is_told_with_its_number(string line)
    {
        var (recording, problems) = Recording.Read(["""{"t":0}""", "", line, """{"t":20}"""]);

        recording.ShouldBeNull();
        problems.ShouldHaveSingleItem().ShouldStartWith("line 3: ");
    }

    [Theory]
    [InlineData("""{"baseline":{"health":[1,"2"]}}""")]
    [InlineData("""{"baseline":{"health":5}}""")]
    [InlineData("""{"baseline":{"health":[1],"health":[2]}}""")]
    [InlineData("""{"asked":{"probes":{"health":5}}}""")]
    [InlineData("""{"asked":{"probes":[]}}""")]
    [InlineData("""{"asked":{"edge":[5]}}""")]
    [InlineData("""{"release":"\ud800"}""")]
    public void A_head_that_cannot_be_read_is_told(string line)
    {
        var (recording, problems) = Recording.Read([line, """{"t":0}"""]);

        recording.ShouldBeNull();
        problems.ShouldHaveSingleItem().ShouldStartWith("line 1: ");
    }

    [Fact]
    public void All_bad_lines_are_told_at_once() =>
        Recording
            .Read(["""{"t":0}""", "no json", """{"t":10}""", """{"app":"tsh_erp"}"""])
            .Problems.Select(problem => problem.Split(':')[0])
            .ShouldBe(["line 2", "line 4"]);

    [Fact]
    public void Ticks_before_the_bake_are_its_baseline_and_not_enough_for_one()
    {
        const string Before =
            """{"t":-10,"probes":{"health":{"ok":true,"ms":20},"list":{"ok":false,"ms":3}}}""";

        Recording.Read([Before]).Problems.ShouldBe(["there is no tick in it"]);
        var baseline = Recording.Read([Before, """{"t":0}"""]).Recording!.Head.Baseline!;
        baseline.ShouldHaveSingleItem().Value.ShouldBe([20]);
    }

    [Fact]
    public void Without_a_head_the_usual_distance_is_the_interval() =>
        Recording
            .Read(["""{"t":0}""", """{"t":5}""", """{"t":10}""", """{"t":60}""", """{"t":65}"""])
            .Recording!.Interval.ShouldBe(TimeSpan.FromSeconds(5));

    private static bool Same(Tick one, Tick other) =>
        (
            one.At,
            one.Gap,
            one.Restarts,
            one.LogErrors,
            one.OldLogErrors,
            one.NewTraffic,
            one.OldTraffic
        )
            == (
                other.At,
                other.Gap,
                other.Restarts,
                other.LogErrors,
                other.OldLogErrors,
                other.NewTraffic,
                other.OldTraffic
            )
        && one.Probes.SequenceEqual(other.Probes)
        && one.Control.SequenceEqual(other.Control)
        && one.Edge.SequenceEqual(other.Edge)
        && one.Gauges.SequenceEqual(other.Gauges)
        && one.Checks.SequenceEqual(other.Checks);

    private static Gen<ImmutableSortedDictionary<string, T>> Table<T>(Gen<T> value) =>
        from names in Gen.Choose(0, 4).SelectMany(count => Name.ArrayOf(count))
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
