using TshActions.Core.Checks;

namespace TshActions.Tests.Checks;

public sealed class HeadersJudgeTests
{
    private static readonly TimeSpan HalfAYear = TimeSpan.FromSeconds(15_552_000);

    [Fact]
    public void G15_a_max_age_of_0_takes_hsts_back_and_fails() =>
        HeadersJudge
            .Hsts(HalfAYear, Fixture.Answer("G15-hsts-max-age-0"))
            .ShouldBe(Judged.Failed("HSTS max-age=0, less than 15552000"));

    [Fact]
    public void G16_hsts_on_the_http_answer_alone_fails()
    {
        HeadersJudge
            .Hsts(HalfAYear, Fixture.Answer("G16-hsts-on-the-http-answer"))
            .Finding.ShouldBe(Finding.Failed);
        HeadersJudge
            .Hsts(HalfAYear, Fixture.Answer("G16-no-hsts-on-the-https-answer"))
            .ShouldBe(Judged.Failed("no Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("max-age=15552000", Finding.Passed)]
    [InlineData("includeSubDomains; Max-Age=\"31536000\"; preload;", Finding.Passed)]
    [InlineData("max-age=15551999", Finding.Failed)]
    [InlineData("includeSubDomains", Finding.Failed)]
    [InlineData("max-age", Finding.Failed)]
    [InlineData("max-age=-1", Finding.Failed)]
    [InlineData("max-age=31536000; max-age=31536000", Finding.Failed)]
    public void Hsts_is_read_as_browsers_read_it(string header, Finding finding) =>
        HeadersJudge
            .Hsts(HalfAYear, With(("strict-transport-security", header)))
            .Finding.ShouldBe(finding, header);

    [Fact]
    public void Of_two_hsts_headers_the_first_counts() =>
        HeadersJudge
            .Hsts(
                HalfAYear,
                With(
                    ("Strict-Transport-Security", "max-age=60"),
                    ("Strict-Transport-Security", "max-age=31536000")
                )
            )
            .Finding.ShouldBe(Finding.Failed);

    [Theory]
    [InlineData("Content-Security-Policy", "default-src 'self'", Finding.Passed)]
    [InlineData("Content-Security-Policy", " ", Finding.Failed)]
    [InlineData("Content-Security-Policy-Report-Only", "default-src 'self'", Finding.Failed)]
    public void A_policy_must_be_one_that_is_enforced(string name, string value, Finding finding) =>
        HeadersJudge.Csp(With((name, value))).Finding.ShouldBe(finding);

    [Theory]
    [InlineData(null, Finding.Passed)]
    [InlineData("https://erp.tsh.sale", Finding.Passed)]
    [InlineData("null", Finding.Passed)]
    [InlineData("*", Finding.Failed)]
    [InlineData("https://elsewhere.example", Finding.Failed)]
    public void A_foreign_origin_must_not_be_allowed(string? allowed, Finding finding) =>
        HeadersJudge
            .Cors(
                "https://elsewhere.example",
                allowed is null ? With() : With(("Access-Control-Allow-Origin", allowed))
            )
            .Finding.ShouldBe(finding);

    [Fact]
    public void A_limit_shows_in_a_header_or_in_429()
    {
        HeadersJudge
            .RateLimit("/a", [With(), With(("RateLimit-Remaining", "9"))])
            .Finding.ShouldBe(Finding.Passed);
        HeadersJudge
            .RateLimit("/a", [With(("x-ratelimit-limit", "9"))])
            .Finding.ShouldBe(Finding.Passed);
        HeadersJudge
            .RateLimit("/a", [With(), With() with { Status = 429 }])
            .Finding.ShouldBe(Finding.Passed);
        HeadersJudge
            .RateLimit("/a", [With(), With()])
            .ShouldBe(
                Judged.Failed("/a answered 2 times without a limit (no RateLimit header, no 429)")
            );
        HeadersJudge.RateLimit("/a", []).Finding.ShouldBe(Finding.Inconclusive);
    }

    [Theory]
    [InlineData(200, Finding.Failed)]
    [InlineData(204, Finding.Failed)]
    [InlineData(301, Finding.Passed)]
    [InlineData(403, Finding.Passed)]
    [InlineData(404, Finding.Passed)]
    [InlineData(500, Finding.Passed)]
    public void A_closed_path_answers_with_no_success(int status, Finding finding) =>
        HeadersJudge.Closed("/.env", With() with { Status = status }).Finding.ShouldBe(finding);

    private static Reply.Answered With(params (string Name, string Value)[] headers) =>
        new(
            200,
            null,
            [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
            "",
            Secure: true
        );
}
