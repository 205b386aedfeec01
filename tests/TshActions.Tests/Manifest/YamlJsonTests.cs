using TshActions.Manifest;

namespace TshActions.Tests.Manifest;

public class YamlJsonTests
{
    [Theory]
    [InlineData("a: 1", """{"a":1}""")]
    [InlineData("a: -1.50e3", """{"a":-1.50e3}""")]
    [InlineData("a: 12345678901234567890.5", """{"a":12345678901234567890.5}""")]
    [InlineData("a: 007", """{"a":"007"}""")]
    [InlineData("a: +1", """{"a":"+1"}""")]
    [InlineData("a: 1.", """{"a":"1."}""")]
    [InlineData("a: NaN", """{"a":"NaN"}""")]
    [InlineData("a: yes", """{"a":"yes"}""")]
    [InlineData("a: \"true\"", """{"a":"true"}""")]
    [InlineData("a: true", """{"a":true}""")]
    [InlineData("a:", """{"a":null}""")]
    [InlineData("[{ b: é }, \"\"]", """[{"b":"é"},""]""")]
    [InlineData("{}", "{}")]
    public void A_map_or_a_list_becomes_json(string yaml, string json) => Body(yaml).ShouldBe(json);

    [Fact]
    public void A_text_stays_as_it_is() => Body("'{\"a\": {id}}'").ShouldBe("{\"a\": {id}}");

    [Fact]
    public void Nothing_is_no_body() => Body("~").ShouldBeNull();

    private static string? Body(string yaml) => YamlJson.Body(YamlTree.Read(yaml, [])!);
}
