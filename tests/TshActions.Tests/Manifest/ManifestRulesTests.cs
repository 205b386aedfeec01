using TshActions.Manifest;

namespace TshActions.Tests.Manifest;

public class ManifestRulesTests
{
    [Theory]
    [InlineData("bake: 15m, failures: 4, of: 8", "bake: 15m, failures: 8, of: 8")]
    [InlineData("bake: 15m, failures: 4, of: 8", "bake: 20s, failures: 4, of: 8")]
    public void What_can_just_happen_is_allowed(string before, string after)
    {
        var text = Repository.Read("examples/tsh-erp/tsh.yml");
        text.ShouldContain(before);

        ManifestReader.Read(text.Replace(before, after)).Problems.ShouldBeEmpty();
    }
}
