using TshActions.Core.Releases;

namespace TshActions.Tests.Releases;

public class ReleaseIdTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("1.4.2")]
    [InlineData("2025-11-15_hotfix")]
    [InlineData("v1..2")]
    [InlineData("3d3c42e5aac5ba805825da76410c181273ba90b1")]
    public void An_id_is_what_a_folder_and_a_header_can_carry(string text) =>
        ReleaseId.Parse(text)?.ToString().ShouldBe(text);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("-rf")]
    [InlineData("_x")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("../a")]
    [InlineData("a\n")]
    [InlineData("a\r\nX-Release: b")]
    [InlineData("${{ github.sha }}")]
    [InlineData("é")]
    public void Anything_else_is_no_id(string text) => ReleaseId.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void An_id_has_at_most_64_letters(int letters, bool accepted) =>
        ReleaseId.Parse(new string('a', letters)).HasValue.ShouldBe(accepted);
}
