using TshActions.Core.Checks;

namespace TshActions.Tests.Checks;

public sealed class HttpJudgeTests
{
    [Fact]
    public void G05_docs_that_redirect_to_a_login_fail()
    {
        var judged = HttpJudge.Judge(
            200,
            "text/html",
            Fixture.Answer("G05-docs-redirects-to-login")
        );

        judged.ShouldBe(Judged.Failed("status 302, not 200 (to /login)"));
    }

    [Theory]
    [InlineData("text/html; charset=utf-8", "<html>", Finding.Passed)]
    [InlineData("TEXT/HTML", "<html>", Finding.Passed)]
    [InlineData("application/json", "{}", Finding.Failed)]
    [InlineData(null, "<html>", Finding.Failed)]
    [InlineData("text/html", "", Finding.Failed)]
    public void The_content_must_be_there_and_of_its_kind(
        string? kind,
        string body,
        Finding finding
    )
    {
        KeyValuePair<string, string>[] headers = kind is null ? [] : [new("content-type", kind)];

        HttpJudge
            .Judge(200, "text/html", new Reply.Answered(200, null, headers, body))
            .Finding.ShouldBe(finding);
    }

    [Fact]
    public void A_status_alone_needs_no_content() =>
        HttpJudge
            .Judge(204, null, new Reply.Answered(204, null, [], ""))
            .ShouldBe(Judged.Passed("status 204"));

    [Fact]
    public void Another_releases_answer_is_an_error_and_no_finding() =>
        Fixture
            .Answer("G05-docs-redirects-to-login")
            .Judge("1.4.3", answer => HttpJudge.Judge(200, null, answer))
            .ShouldBe(Judged.Error("release 1.4.2 answered, not 1.4.3"));

    [Fact]
    public void A_silence_is_a_failure_and_a_broken_way_an_error()
    {
        Reply silent = new Reply.Silent("connection refused");
        Reply broken = new Reply.NoWay("the ssh connection to the host is gone");

        silent.Judge("1", _ => Judged.Passed("")).ShouldBe(Judged.Failed("connection refused"));
        broken.Judge("1", _ => Judged.Passed("")).Finding.ShouldBe(Finding.Error);
    }
}
