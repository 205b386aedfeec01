using TshActions.Core.Nginx;

namespace TshActions.Tests.Nginx;

public class NginxTimeTests
{
    [Theory]
    [InlineData("65", 65_000)]
    [InlineData("3s", 3_000)]
    [InlineData("500ms", 500)]
    [InlineData("1m", 60_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("1h 30m", 5_400_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("0", 0)]
    public void Nginx_s_units_are_read(string text, long milliseconds) =>
        NginxTime.Parse(text).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("3x")]
    [InlineData("-1")]
    [InlineData("$time")]
    public void Anything_else_is_no_time(string text) => NginxTime.Parse(text).ShouldBeNull();
}
