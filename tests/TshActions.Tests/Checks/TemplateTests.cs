using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Checks;

namespace TshActions.Tests.Checks;

public sealed class TemplateTests
{
    private static readonly Dictionary<string, string> Values = new()
    {
        ["token"] = "a b/..\"\n&",
        ["env.SMOKE_PASSWORD"] = "p",
        ["id"] = "7",
    };

    [Fact]
    public void A_value_is_written_as_its_place_wants_it()
    {
        Template
            .Path("/orders/{token}?x={id}", Values)
            .ShouldBe(Whole("/orders/a%20b%2F..%22%0A%26?x=7"));
        Template.Header("Bearer {token}", Values).ShouldBe(Whole("Bearer a b/..\" &"));
        Template
            .Json("""{"a":"{token}","b":{id}}""", Values)
            .ShouldBe(Whole("""{"a":"a b/..\"\n&","b":7}"""));
        Template.Plain("{env.SMOKE_PASSWORD}{id}", Values).ShouldBe(Whole("p7"));
    }

    [Theory]
    [InlineData("{nothing}", "nothing")]
    [InlineData("{id}{env.OTHER}", "env.OTHER")]
    [InlineData("{ID}", "ID")]
    public void A_name_without_a_value_is_told(string text, string name) =>
        Template.Path(text, Values).ShouldBe(new Filled.Unknown(name));

    [Theory]
    [InlineData("""{"a":{"b":[]}}""")]
    [InlineData("{}")]
    [InlineData("{ id }")]
    [InlineData("no braces")]
    public void Braces_of_json_stay_as_they_are(string text) =>
        Template.Json(text, Values).ShouldBe(Whole(text));

    [Fact]
    public void Whatever_the_value_is_the_json_around_it_stays_json() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonNull<string>>().Filter(value => IsText(value.Get)),
                value =>
                {
                    var filled = Template.Json(
                        """{"a":"{v}"}""",
                        new Dictionary<string, string> { ["v"] = value.Get }
                    );
                    using var read = JsonDocument.Parse(((Filled.Whole)filled).Text);
                    return read.RootElement.GetProperty("a").GetString() == value.Get;
                }
            )
            .QuickCheckThrowOnFailure();

    // Half a surrogate pair is no text; nothing can write it as UTF-8.
    private static bool IsText(string value) => !value.Any(char.IsSurrogate);

    private static Filled.Whole Whole(string text) => new(text);
}
