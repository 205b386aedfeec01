using TshActions.Host;

namespace TshActions.Tests.Host;

public class ResolutionTests
{
    private const string Entry =
        "open.kind deploy\nopen.release v3\nopen.deployment 1-v3\nopen.from blue\nopen.to green\nopen.phase armed\nopen.run run 7\n";

    [Theory]
    [InlineData("", "")]
    [InlineData("cut 1\n", "; stopped with 1 connection to it still open")]
    [InlineData("cut 12\n", "; stopped with 12 connections to it still open")]
    public void What_the_cleared_slot_still_had_to_answer_is_told(string cut, string told) =>
        Resolution
            .Read($"{Entry}{cut}resolved reverted\n")
            .ToString()
            .ShouldBe($"traffic is back in blue, and green is cleared of v3{told}");

    [Fact]
    public void Where_nothing_was_open_nothing_was_left_to_do() =>
        Resolution.Read("resolved nothing\n").ToString().ShouldBe("nothing was left to do");
}
