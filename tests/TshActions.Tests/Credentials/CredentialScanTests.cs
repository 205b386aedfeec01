using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Credentials;

namespace TshActions.Tests.Credentials;

/// <summary>Samples are put together while the test runs, so that no scanner trips on this file.</summary>
public sealed class CredentialScanTests
{
    private const string Letters = "aB3dE5gH7jK9mN1pQ4sT6vW8yZ2bC0fG";

    /// <summary>A text of a kind of credential, and the same without what makes it one.</summary>
    public static TheoryData<string, string, string> Samples =>
        new()
        {
            { "private-key", Key("BEGIN RSA"), "-----BEGIN RSA PRIVATE KEY-----\n(here)\n" },
            {
                "private-key",
                Key("BEGIN OPENSSH").Replace("\n", "\\n"),
                "-----BEGIN PRIVATE KEY-----"
            },
            { "age-key", "AGE-SECRET-KEY-1" + Of(58).ToUpperInvariant(), "AGE-SECRET-KEY-1ABC" },
            { "aws-key", "id = AK" + "IAQ7MZ5RTBW3KYX4PN", "id = AK" + "IAIOSFODNN7EXAMPLE" },
            { "azure-storage-key", $"Account{"Key="}{Of(86)}==", "AccountKey=key" },
            { "anthropic-key", "sk-" + $"ant-api03-{Of(93)}", "sk-ant-api03-…" },
            { "digitalocean-token", "dop" + $"_v1_{Hex(64)}", $"dop_v1_{Hex(20)}" },
            { "github-token", "gh" + $"p_{Of(36)}", "ghp_" + new string('x', 36) },
            { "github-fine-grained-token", "github" + $"_pat_{Of(22)}_{Of(59)}", "github_pat_…" },
            { "gitlab-token", "glp" + $"at-{Of(20)}", "glpat-token" },
            { "google-key", "AI" + $"za{Of(35)}", $"AIza{Of(20)}" },
            { "npm-token", "npm" + $"_{Of(36)}", "npm_config_registry" },
            { "openai-key", "sk-" + $"{Of(24)}T3Blbk" + $"FJ{Of(24)}", "sk-learn" },
            { "pypi-token", "pypi-AgEIcHlw" + $"aS5vcmc{Of(60)}", "pypi-token" },
            { "sendgrid-key", $"SG{"."}{Of(22)}.{Of(43)}", "SG.mail.send" },
            { "slack-token", "xox" + $"b-2401-9911-{Of(24)}", "xoxb-your-token" },
            {
                "slack-webhook",
                $"https://hooks.slack{".com"}/services/T01/B02/{Of(40)}",
                "https://hooks.slack.com/services/…"
            },
            { "stripe-key", "sk" + $"_live_{Of(24)}", "sk" + $"_test_{Of(24)}" },
            { "telegram-token", "110201543" + $":AA{Of(33)}", "12:34:AA" },
            {
                "address-with-password",
                "postgresql://erp:" + $"{Of(12)}@db.shop.internal.net/erp",
                "postgresql://erp:erp@127.0.0.1:5432/erp"
            },
            {
                "address-with-password",
                "redis://:" + $"{Of(12)}@cache.shop.net:6379",
                "postgresql://erp:{password}@db.shop.net/erp"
            },
            {
                "assigned-secret",
                $"SECRET_KEY = \"{Of(32)}\"",
                "SECRET_KEY = os.environ[\"SECRET_KEY\"]"
            },
            {
                "assigned-secret",
                $"\"apiKey\": \"{Of(32)}\"",
                "\"token\": \"{{ secrets.TOKEN }}\""
            },
            {
                "assigned-secret",
                $"export DB_PASSWORD={Of(20)}",
                "DB_PASSWORD=changeme-changeme-1"
            },
        };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Each_kind_is_found_and_what_stands_in_its_place_is_not(
        string rule,
        string credential,
        string harmless
    )
    {
        var found = CredentialScan
            .Of("app.py", $"import os\n{credential}\n")
            .ShouldHaveSingleItem();

        (found.Rule.Id, found.Line).ShouldBe((rule, 2));
        CredentialScan.Of("app.py", $"import os\n{harmless}\n").ShouldBeEmpty();
    }

    [Fact]
    public void Every_rule_has_its_sample() =>
        CredentialRules
            .All.Select(rule => rule.Id)
            .Distinct()
            .ShouldBe(
                Samples.Select(sample => (string)sample.Data.Item1).Distinct(),
                ignoreOrder: true
            );

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_was_found_is_never_said(string rule, string credential, string harmless)
    {
        _ = (rule, harmless);
        var said = $"{CredentialScan.Of("app.py", credential).Single()}";

        foreach (
            var word in credential
                .Split(' ', '"', '\n', ':', '/', '@', '=')
                .Where(word => word.Length > 12)
        )
            said.ShouldNotContain(word);
    }

    [Fact]
    public void A_line_that_a_person_allowed_is_passed_over_for_that_rule_alone()
    {
        var token = "gh" + $"p_{Of(36)}";

        CredentialScan.Of("a", $"one\n{token} # tsh:allow github-token\n").ShouldBeEmpty();
        CredentialScan.Of("a", $"{token} # tsh:allow github-token").ShouldBeEmpty();
        CredentialScan.Of("a", $"{token} # tsh:allow npm-token").Count.ShouldBe(1);
        CredentialScan.Of("a", $"# tsh:allow github-token\n{token}").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("token: \"the quick brown fox jumps\"")]
    [InlineData("TOKEN_URL=https://auth.shop.net/oauth/token/v2")]
    [InlineData("secret_name = \"projects/shop/secrets/db/versions/1\"")]
    [InlineData("password = getpass.getpass(\"Password: \")")]
    [InlineData(
        "\"integrity\": \"sha512-Qb1gy5OrP5+zDf2Bvnzdl3jsTf1qXVMazbvCoKhtKqVs4/YK4ozX4gKQJJVyNe+cajNPn0KoC0MC3FUmaHWEmQ==\""
    )]
    [InlineData("tokenize(\"aB3dE5gH7jK9mN1pQ4sT6vW8\")")]
    public void What_only_sounds_like_one_is_none(string line) =>
        CredentialScan.Of("a", line).ShouldBeEmpty();

    [Fact]
    public void A_patch_is_read_by_the_lines_it_adds()
    {
        var (text, numbers) = AddedLines.Of(
            """
            @@ -1,3 +1,4 @@
             one
            -two
            +2
            +2a
             three
            @@ -10 +11,2 @@ def f():
             ten
            +eleven
            \ No newline at end of file
            """.ReplaceLineEndings("\n")
        );

        text.ShouldBe("2\n2a\neleven");
        numbers.ShouldBe([2, 3, 12]);
    }

    [Fact]
    public void Any_text_at_all_is_read_to_its_end() =>
        Prop.ForAll<string>(text => CredentialScan.Of("a", text ?? "").Count >= 0)
            .QuickCheckThrowOnFailure();

    /// <summary>A scan that cries wolf over our own files would over everybody's.</summary>
    [Fact]
    public void Nothing_in_this_repository_looks_like_one()
    {
        var found = Repository
            .Files()
            .Where(path => new FileInfo(Repository.PathOf(path)).Length < 1_000_000)
            .SelectMany(path => CredentialScan.Of(path, Repository.Read(path)))
            .ToList();

        found.ShouldBeEmpty();
    }

    private static string Key(string begin) =>
        $"-----{begin} PRIVATE" + $" KEY-----\n{Of(64)}\n{Of(64)}\n";

    private static string Of(int length) =>
        string.Concat(Enumerable.Range(0, length).Select(at => Letters[at * 7 % Letters.Length]));

    private static string Hex(int length) =>
        string.Concat(Enumerable.Range(0, length).Select(at => "0a1b2c3d4e5f6789"[at * 5 % 16]));
}
