using TshActions.Core.Reports;

namespace TshActions.Tests.Reports;

public class TakenTextTests
{
    [Theory]
    [InlineData(-3, "0 s")]
    [InlineData(0, "0 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(60, "1 min 0 s")]
    [InlineData(3599, "59 min 59 s")]
    [InlineData(3600, "1 h 0 min")]
    [InlineData(90_061, "25 h 1 min")]
    public void It_has_two_units_at_most(double seconds, string text) =>
        TimeSpan.FromSeconds(seconds).AsTaken.ShouldBe(text);
}
