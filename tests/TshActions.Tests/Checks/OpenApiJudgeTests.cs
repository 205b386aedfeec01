using TshActions.Checks;
using TshActions.Core.Checks;

namespace TshActions.Tests.Checks;

public sealed class OpenApiJudgeTests
{
    [Fact]
    public void G07_a_reference_that_leads_nowhere_fails() =>
        OpenApiJudge
            .Judge(1, Fixture.Answer("G07-dangling-reference"))
            .ShouldBe(Judged.Failed("references that lead nowhere: #/components/schemas/Orders"));

    [Fact]
    public void G08_a_page_instead_of_a_document_fails() =>
        OpenApiJudge
            .Judge(1, Fixture.Answer("G08-openapi-is-a-page"))
            .ShouldBe(Judged.Failed("the document is not JSON but a page"));

    [Theory]
    [InlineData("3.0.3", "OpenAPI 3.0")]
    [InlineData("3.1.0", "OpenAPI 3.1")]
    [InlineData("3.2.0", "OpenAPI 3.2")]
    public void Each_version_is_read(string version, string told) =>
        OpenApiJudge
            .Judge(1, Fixture.Json(Document(version)))
            .ShouldBe(Judged.Passed($"{told}, 2 paths, every reference leads somewhere"));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("42")]
    [InlineData("")]
    [InlineData("""{"openapi":"9.0.0","info":{"title":"t","version":"1"},"paths":{"/a":{}}}""")]
    [InlineData("""{"openapi":"3.0.0","info":"x","paths":[1]}""")]
    [InlineData("""{"openapi":"3.0.0","paths":{"/a":{}}}""")]
    [InlineData("""{"openapi":"3.0.0","info":{"title":"t","version":"1"},"paths":{"a":{}}}""")]
    [InlineData(
        """{"openapi":"3.0.0","info":{"title":"t","version":"1"},"paths":{"/a":{},"/a":{}}}"""
    )]
    [InlineData("""{"openapi":"3.1.0","info":{"title":"t","version":"1"}}""")]
    public void What_is_no_document_fails(string text) =>
        OpenApiJudge.Judge(1, Fixture.Json(text)).Finding.ShouldBe(Finding.Failed, text);

    [Fact]
    public void A_document_with_too_few_paths_fails() =>
        OpenApiJudge
            .Judge(3, Fixture.Json(Document("3.1.0")))
            .ShouldBe(Judged.Failed("2 paths, fewer than 3"));

    [Fact]
    public void An_answer_that_is_no_200_or_was_cut_off_fails()
    {
        OpenApiJudge
            .Judge(1, Fixture.Json(Document("3.1.0"), 404))
            .Finding.ShouldBe(Finding.Failed);
        OpenApiJudge
            .Judge(1, Fixture.Json(Document("3.1.0")) with { Whole = false })
            .Finding.ShouldBe(Finding.Failed);
    }

    private static string Document(string version) =>
        """
            {"openapi":"VERSION","info":{"title":"t","version":"1"},"paths":{
              "/a":{"get":{"responses":{"200":{"description":"ok","content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}}}}},
              "/b~c":{"get":{"responses":{"200":{"description":"ok"}}}}},
             "components":{"schemas":{"A":{"type":"object","properties":{"next":{"$ref":"#/components/schemas/A"},"$ref":{"type":"string"}},"example":{"$ref":"#/no"}}}}}
            """.Replace("VERSION", version);
}
