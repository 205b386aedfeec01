using TshActions.Core.Releases;

namespace TshActions.Tests.Releases;

public class SecretValuesTests
{
    [Theory]
    [InlineData("DB_PASSWORD=hunter2", "hunter2")]
    [InlineData("db_password=hunter2", "hunter2")]
    [InlineData("JWT_SECRET=short", "short")]
    [InlineData("SENTRY_DSN=https://x@sentry.example.com/1", "https://x@sentry.example.com/1")]
    [InlineData("STRANGE=4f9c2a77b1e04d8f", "4f9c2a77b1e04d8f")]
    [InlineData(
        "REDIS_URL=redis://:hunter2@127.0.0.1:6379/0",
        "redis://:hunter2@127.0.0.1:6379/0 hunter2"
    )]
    [InlineData(
        "DATABASE_URL=postgresql://erp:hunter2@127.0.0.1/erp",
        "postgresql://erp:hunter2@127.0.0.1/erp hunter2"
    )]
    public void What_is_named_like_a_secret_or_looks_like_one_is_hidden(
        string line,
        string hidden
    ) => Hidden(line).ShouldBe(hidden.Split(' '));

    [Theory]
    [InlineData("ENVIRONMENT=production")]
    [InlineData("DEBUG=false")]
    [InlineData("PORT=8001")]
    [InlineData("SITE=https://erp.tsh.sale")]
    [InlineData("GREETING=welcome to the 2nd floor")]
    public void What_every_log_says_anyway_is_not(string line) => Hidden(line).ShouldBeEmpty();

    [Theory]
    [InlineData("PASSWORD_RESET=true")]
    [InlineData("TOKEN_LIFETIME=3600")]
    [InlineData("KEYBOARD_LAYOUT=blue")]
    public void A_plain_word_under_such_a_name_is_not(string line) => Hidden(line).ShouldBeEmpty();

    private static IEnumerable<string> Hidden(string line) =>
        SecretValues.Of(EnvironmentFile.Parse(line).File);
}
