using TshActions.Core.Gates;
using TshActions.Core.Ticks;
using TshActions.Probes;

namespace TshActions.Tests.Gates;

public class ProbeTests
{
    [Theory]
    [InlineData("", Measurement.Error)]
    [InlineData(".", Measurement.Successful)]
    [InlineData("...", Measurement.Successful)]
    [InlineData("..x", Measurement.Failed)]
    [InlineData("x?.", Measurement.Failed)]
    [InlineData("?x", Measurement.Failed)]
    [InlineData("..?", Measurement.Error)]
    public void A_tick_is_as_bad_as_its_worst_result(string results, Measurement measurement) =>
        Measuring.Of(Tick(results), Ticks.Release).ShouldBe(measurement);

    [Theory]
    [InlineData("", "no probe was asked")]
    [InlineData("..", "")]
    [InlineData(".x?", "the ssh connection is gone; probe-2: status 503, not 200")]
    public void A_tick_says_what_was_wrong_in_one_line(string results, string trouble) =>
        Measuring.Trouble(Tick(results), Ticks.Release).ShouldBe(trouble);

    private static Tick Tick(string results) =>
        ProbeAnswer.Tick(
            TimeSpan.Zero,
            [
                .. results.Select(
                    (letter, index) => Ticks.Answer(letter) with { Probe = $"probe-{index + 1}" }
                ),
            ]
        );
}
