using TshActions.Core.Checks;

namespace TshActions.Tests.Checks;

public sealed class ExpectationTests
{
    private const string Answer =
        """{"a":{"b":[{"c":7},{"c":"x"}]},"n":2.5,"none":null,"yes":true,"word":"12","with.dot":1,"list":[]}""";

    [Theory]
    [InlineData("< 100")]
    [InlineData("<= 0")]
    [InlineData("> 0")]
    [InlineData(">=0")]
    public void G17_a_number_that_is_missing_is_an_error_for_every_comparison(string expected)
    {
        var answer = Fixture.Answer("G17-number-is-missing");
        JsonText.TryRead(answer, out var root, out _).ShouldBeTrue();

        Expectation
            .Judge(JsonPath.Parse("$.queueDepth")!, expected, root, shown => shown)
            .ShouldBe(Judged.Error("$.queueDepth is not there"));
    }

    [Theory]
    [InlineData("$.n", "< 100", Finding.Passed)]
    [InlineData("$.n", "<= 2.5", Finding.Passed)]
    [InlineData("$.n", "> 2.5", Finding.Failed)]
    [InlineData("$.n", ">= 3", Finding.Failed)]
    [InlineData("$.word", "< 100", Finding.Error)]
    [InlineData("$.none", "< 100", Finding.Error)]
    [InlineData("$.list", "< 100", Finding.Error)]
    [InlineData("$.word", "12", Finding.Passed)]
    [InlineData("$.n", "2.5", Finding.Passed)]
    [InlineData("$.yes", "true", Finding.Passed)]
    [InlineData("$.yes", "false", Finding.Failed)]
    [InlineData("$.a.b[0].c", "7", Finding.Passed)]
    [InlineData("$.a.b[1]['c']", "x", Finding.Passed)]
    [InlineData("$.a.b[2].c", "7", Finding.Error)]
    [InlineData("$.a.b.c", "7", Finding.Error)]
    [InlineData("$.a.b", "7", Finding.Failed)]
    [InlineData("$['with.dot']", "1", Finding.Passed)]
    [InlineData("$", null, Finding.Passed)]
    [InlineData("$.list", null, Finding.Passed)]
    [InlineData("$.none", null, Finding.Failed)]
    [InlineData("$.nothing", null, Finding.Error)]
    [InlineData("$.N", "2.5", Finding.Error)]
    public void What_is_there_is_compared_and_what_is_not_is_an_error(
        string path,
        string? expected,
        Finding finding
    )
    {
        JsonText.TryRead(Answer, out var root, out _).ShouldBeTrue();

        Expectation
            .Judge(JsonPath.Parse(path)!, expected, root, shown => shown)
            .Finding.ShouldBe(finding);
    }

    [Theory]
    [InlineData("a.b")]
    [InlineData("$a")]
    [InlineData("$.")]
    [InlineData("$..a")]
    [InlineData("$.*")]
    [InlineData("$[*]")]
    [InlineData("$[-1]")]
    [InlineData("$[]")]
    [InlineData("$['']")]
    [InlineData("$.a[0")]
    [InlineData("$.a b")]
    [InlineData("$[0:1]")]
    [InlineData("$[?(@.x)]")]
    public void What_could_name_more_than_one_value_is_no_path(string text) =>
        JsonPath.Parse(text).ShouldBeNull();

    [Fact]
    public void A_value_is_told_in_one_short_line()
    {
        JsonText.TryRead($$"""{"a":"{{new string('x', 500)}}\n::error::"}""", out var root, out _);

        var judged = Expectation.Judge(JsonPath.Parse("$.a")!, "y", root, shown => shown);

        judged.Detail.Length.ShouldBeLessThan(120);
        judged.Detail.ShouldNotContain("\n");
    }
}
