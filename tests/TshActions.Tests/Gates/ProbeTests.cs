using TshActions.Core.Gates;

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
        Tick(results).Measurement.ShouldBe(measurement);

    [Theory]
    [InlineData("", "no probe was asked")]
    [InlineData("..", "")]
    [InlineData(".x?", "probe-2: status 503, not 200; probe-3: the ssh connection is gone")]
    public void A_tick_says_what_was_wrong_in_one_line(string results, string trouble) =>
        Tick(results).Trouble.ShouldBe(trouble);

    private static Tick Tick(string results) =>
        new(
            1,
            TimeSpan.Zero,
            [.. results.Select((letter, index) => Ticks.Result(letter, $"probe-{index + 1}"))]
        );
}
