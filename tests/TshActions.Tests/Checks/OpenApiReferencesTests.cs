using TshActions.Core.Checks;

namespace TshActions.Tests.Checks;

public sealed class OpenApiReferencesTests
{
    [Theory]
    [InlineData("""{"a":{"$ref":"#/b/c"},"b":{"c":1}}""")]
    [InlineData("""{"a":{"$ref":"#"}}""")]
    [InlineData("""{"a":{"$ref":"#/b/0"},"b":[1]}""")]
    [InlineData("""{"a":{"$ref":"#/paths/~1x~1{id}/m~0n"},"paths":{"/x/{id}":{"m~n":{}}}}""")]
    [InlineData("""{"a":{"$ref":"#/b/c%20d"},"b":{"c d":1}}""")]
    [InlineData("""{"a":{"$ref":"#/b"},"b":{"properties":{"up":{"$ref":"#/b"}}}}""")]
    [InlineData("""{"a":{"$ref":"other.json#/b"}}""")]
    [InlineData("""{"properties":{"$ref":{"type":"string"}}}""")]
    [InlineData(
        """{"example":{"$ref":"#/no"},"default":{"$ref":"#/no"},"enum":[{"$ref":"#/no"}]}"""
    )]
    [InlineData("""{"x-data":{"$ref":"#/no"}}""")]
    public void What_leads_somewhere_or_is_no_reference_of_the_document_is_left_alone(
        string json
    ) => Of(json).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"a":{"$ref":"#/b"}}""", "#/b")]
    [InlineData("""{"a":{"$ref":"#/b/1"},"b":[1]}""", "#/b/1")]
    [InlineData("""{"a":{"$ref":"#/b"},"b":{"$ref":"#/c"}}""", "#/b #/c")]
    [InlineData("""{"b":{"$ref":"#/b"}}""", "#/b")]
    [InlineData("""{"b":{"$ref":"#/c"},"c":{"$ref":"#/b"}}""", "#/c #/b")]
    [InlineData("""{"a":[{"$ref":"#/b/"}],"b":{}}""", "#/b/")]
    [InlineData("""{"properties":{"example":{"$ref":"#/no"}}}""", "#/no")]
    [InlineData("""{"properties":{"properties":{"properties":{"x":{"$ref":"#/no"}}}}}""", "#/no")]
    public void What_leads_nowhere_is_told_once_in_its_order(string json, string dangling) =>
        string.Join(' ', Of(json)).ShouldBe(dangling);

    private static IReadOnlyList<string> Of(string json)
    {
        JsonText.TryRead(json, out var root, out _).ShouldBeTrue();
        return OpenApiReferences.Dangling(root);
    }
}
