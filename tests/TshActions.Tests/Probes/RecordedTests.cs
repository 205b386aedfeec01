using TshActions.Probes;

namespace TshActions.Tests.Probes;

public class RecordedTests
{
    [Theory]
    [InlineData("running", WatchState.Running)]
    [InlineData("complete", WatchState.Complete)]
    [InlineData("stopped", WatchState.Stopped)]
    [InlineData("replaced", WatchState.Replaced)]
    [InlineData("lease", WatchState.LeaseLost)]
    [InlineData("died", WatchState.Died)]
    public void The_first_line_says_what_became_of_the_watch(string word, WatchState state)
    {
        // The shell gives an answer without its last line end.
        var read = Recorded.Read($"watch {word} 7\n{{\"t\":50}}\n{{\"t\":60}}");

        (read.State, read.Count).ShouldBe((state, 7));
        read.Lines.ShouldBe(["""{"t":50}""", """{"t":60}"""]);
    }

    [Fact]
    public void There_may_be_nothing_new() =>
        Recorded.Read("watch running 7\n").Lines.ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("watch")]
    [InlineData("watch sleeping 7")]
    [InlineData("watch running many")]
    [InlineData("{\"t\":0}")]
    public void Anything_else_is_not_taken_for_a_recording(string said) =>
        Should.Throw<ActionException>(() => Recorded.Read(said)).Foreign.ShouldBe(said);
}
