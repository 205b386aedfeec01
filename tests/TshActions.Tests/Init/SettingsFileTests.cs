using TshActions.Core.Init;

namespace TshActions.Tests.Init;

public class SettingsFileTests
{
    private static readonly Answers Answers = new(
        "erp",
        new("", Language.Unknown, "erp"),
        PackageJson.Read(""),
        HasRequirements: false,
        [
            new("staging", "develop", "https://s.example.com", null, [Host("192.0.2.10")], 1, 2),
            new(
                "production",
                "main",
                "https://example.com",
                "staging",
                [Host("vps.example.net"), Host("198.51.100.10")],
                1,
                2
            ),
        ],
        null
    );

    [Fact]
    public void A_push_to_staging_is_allowed_and_production_s_branch_and_hosts_are_not()
    {
        SettingsFile.Allowed(Answers).ShouldContain("Bash(git push origin develop)");
        SettingsFile
            .Denied(Answers)
            .ShouldBe([
                "Bash(git push origin main)",
                "Bash(git push -f:*)",
                "Bash(git push --force:*)",
                "Bash(rsync:*root@vps.example.net:*)",
                "Bash(rsync:*deploy@vps.example.net:*)",
            ]);
    }

    [Fact]
    public void What_was_added_once_is_not_added_again()
    {
        var first = SettingsFile.With(Answers, null).ShouldBeOfType<Settings.Merged>();

        var again = SettingsFile.With(Answers, first.Text).ShouldBeOfType<Settings.Merged>();

        again.Added.ShouldBeEmpty();
        again.Text.ShouldBe(first.Text);
    }

    [Fact]
    public void All_else_stays_with_its_order_and_its_indent() =>
        SettingsFile
            .With(
                Answers,
                "{\n\t\"env\": { \"N\": 1.50 },\n\t\"permissions\": { \"deny\": [\"Read(.env)\", 7] },\n\t\"é\": null\n}\n"
            )
            .ShouldBeOfType<Settings.Merged>()
            .Text.ShouldStartWith(
                "{\n\t\"env\": {\n\t\t\"N\": 1.50\n\t},\n\t\"permissions\": {\n\t\t\"deny\": [\n\t\t\t\"Read(.env)\",\n\t\t\t7,\n\t\t\t\"Bash(git push origin main)\","
            );

    [Theory]
    [InlineData("{ \"permissions\": [] }", "its `permissions.allow` is no list")]
    [InlineData("{ \"permissions\": { \"deny\": {} } }", "its `permissions.deny` is no list")]
    [InlineData("[]", "it holds no JSON object")]
    [InlineData("null", "it holds no JSON object")]
    [InlineData("{ // mine\n}", "it is no JSON")]
    [InlineData("{ \"permissions\": {}, \"permissions\": {} }", "it is no JSON")]
    public void What_cannot_be_added_to_is_left_alone(string text, string why) =>
        SettingsFile.With(Answers, text).ShouldBe(new Settings.Unreadable(why));

    private static HostAnswer Host(string address) => new("vps", "deploy", address, 22, "");
}
