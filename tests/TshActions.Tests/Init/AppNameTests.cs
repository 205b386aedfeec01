using TshActions.Core.Init;
using TshActions.Manifest;

namespace TshActions.Tests.Init;

public class AppNameTests
{
    [Theory]
    [InlineData("tsh-erp", "tsh-erp")]
    [InlineData("TSH ERP Ecosystem", "tsh-erp-ecosystem")]
    [InlineData("@acme/web_shop", "web-shop")]
    [InlineData("2024-shop", "shop")]
    [InlineData("--", "app")]
    [InlineData("магазин", "app")]
    [InlineData(
        "a-name-of-forty-letters-and-then-some-more",
        "a-name-of-forty-letters-and-then-some-mo"
    )]
    public void A_name_is_made_of_whatever_it_is_called(string text, string name) =>
        AppName.From(text).ShouldBe(name);

    [Theory]
    [InlineData("a-name-of-forty-letters-and-then-some--x-more")]
    [InlineData("x--y__z")]
    [InlineData("9")]
    public void A_manifest_takes_every_such_name(string text) =>
        Scalars.Name("").Accepts(AppName.From(text)).ShouldBeTrue(AppName.From(text));
}
