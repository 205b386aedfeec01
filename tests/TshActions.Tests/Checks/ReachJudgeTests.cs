using TshActions.Core.Checks;

namespace TshActions.Tests.Checks;

public class ReachJudgeTests
{
    [Theory]
    [InlineData("open", Finding.Passed, "127.0.0.1:6379 takes connections")]
    [InlineData("refused", Finding.Failed, "127.0.0.1:6379 refused the connection")]
    [InlineData("silent", Finding.Failed, "127.0.0.1:6379 gave no answer within 5 s")]
    [InlineData("unreachable", Finding.Failed, "127.0.0.1:6379 cannot be reached from the host")]
    [InlineData("unknown", Finding.Error, "the host knows no 127.0.0.1")]
    [InlineData("unasked bash is not installed", Finding.Error, "bash is not installed")]
    [InlineData("", Finding.Inconclusive, "the host did not tell whether 127.0.0.1:6379 answers")]
    public void Only_a_connection_passes(string word, Finding finding, string detail) =>
        ReachJudge
            .Judge("redis", "127.0.0.1", 6379, word, TimeSpan.FromSeconds(5))
            .ShouldBe(new CheckResult("redis", finding, detail));
}
