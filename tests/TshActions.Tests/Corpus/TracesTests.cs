using TshActions.Core.Calibration;
using TshActions.Core.Ticks;
using TshActions.GateBench.Corpus;

namespace TshActions.Tests.Corpus;

public class TracesTests
{
    private const ulong Seed = 5;

    public static TheoryData<string> Ids => [.. Traces.All.Select(trace => trace.Id)];

    [Fact]
    public void Each_trace_differs_from_a_clean_one_where_its_definition_says_and_nowhere_else() =>
        Approved.Check(
            string.Concat(
                Traces.All.Select(trace =>
                    $"{trace.Id} {trace.Name}: {trace.Definition}\n"
                    + string.Concat(
                        Differences
                            .Of(Draw(Traces.Clean), Draw(trace))
                            .Select(line => $"    {line}\n")
                    )
                )
            )
        );

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_seed_is_one_bake_and_another_seed_another(string id)
    {
        var trace = Traces.All.Single(trace => trace.Id == id);

        Text(Draw(trace, 11)).ShouldBe(Text(Draw(trace, 11)));
        Text(Draw(trace, 11)).ShouldNotBe(Text(Draw(trace, 12)));
    }

    [Fact]
    public void All_thirty_are_there_and_every_sick_one_has_its_onset_and_deadline()
    {
        Traces
            .All.Select(trace => trace.Id)
            .ShouldBe(Enumerable.Range(1, 30).Select(number => $"T{number:00}"));
        Traces
            .All.Where(trace => trace.ReleaseIsSick)
            .ShouldAllBe(trace => trace.Onset != null && trace.Deadline != null);
        Traces
            .All.Where(trace => trace.Expected is Expected.Keep or Expected.Stay)
            .ShouldAllBe(trace => trace.Onset == null && trace.Deadline == null);
    }

    [Fact]
    public void Before_the_onset_nothing_is_wrong() =>
        Traces
            .All.Where(trace => trace.Onset is not null)
            .ShouldAllBe(trace =>
                Draw(trace)
                    .Ticks.Take(trace.Onset!.Value)
                    .Select(Text)
                    .SequenceEqual(Draw(Traces.Clean).Ticks.Take(trace.Onset.Value).Select(Text))
            );

    private static SimulatedBake Draw(Trace trace, ulong seed = Seed) =>
        trace.Draw(seed, Jitter.None);

    private static string Text(SimulatedBake bake) =>
        string.Concat(bake.Ticks.Select(Text))
        + string.Join(' ', bake.Baseline.SelectMany(one => one.Value));

    private static string Text(Tick tick) =>
        $"{tick.At} {tick.Gap} {tick.Restarts} {tick.LogErrors} {tick.OldLogErrors} {string.Join(' ', tick.Probes)} {string.Join(' ', tick.Control)} {string.Join(' ', tick.Gauges)}\n";
}
