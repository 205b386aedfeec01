using TshActions.Core.Images;

namespace TshActions.Tests.Images;

public class ImagePlatformTests
{
    [Theory]
    [InlineData("linux/amd64", "linux/amd64", true)]
    [InlineData("linux/arm64/v8", "linux/arm64", true)]
    [InlineData("linux/arm/v6", "linux/arm/v7", true)]
    [InlineData("linux/arm/v7", "linux/arm", true)]
    [InlineData("linux/arm/v7", "linux/arm/v6", false)]
    [InlineData("linux/arm64", "linux/amd64", false)]
    [InlineData("linux/amd64", "linux/arm64", false)]
    [InlineData("windows/amd64", "linux/amd64", false)]
    public void An_image_runs_where_it_was_built_for(string image, string host, bool runs) =>
        ImagePlatform.Parse(image)!.RunsOn(ImagePlatform.Parse(host)!).ShouldBe(runs);

    [Theory]
    [InlineData("")]
    [InlineData("linux")]
    [InlineData("linux/")]
    [InlineData("a/b/c/d")]
    public void Other_words_are_no_platform(string text) =>
        ImagePlatform.Parse(text).ShouldBeNull();
}
