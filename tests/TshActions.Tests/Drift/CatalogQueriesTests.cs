using TshActions.Drift;

namespace TshActions.Tests.Drift;

public sealed class CatalogQueriesTests
{
    public static TheoryData<int> Versions => [13, 14, 15, 16, 17, 18];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_version_is_asked_in_plain_statements(int version)
    {
        var statements = CatalogQueries.For(version, "00ff", includeRoles: true);

        statements.Count.ShouldBeGreaterThan(35);
        foreach (var statement in statements)
        {
            statement.ShouldNotContain('{');
            statement.ShouldNotContain('}');
            statement.ShouldNotContain(';');
            statement.ShouldContain("SELECT ");
        }
    }

    [Theory]
    [InlineData("attcompression", 14)]
    [InlineData("prosqlbody", 14)]
    [InlineData("prqual", 15)]
    [InlineData("colliculocale", 15)]
    [InlineData("pg_parameter_acl", 15)]
    [InlineData("collicurules", 16)]
    [InlineData("colllocale", 17)]
    [InlineData("pubgencols", 18)]
    public void What_a_version_does_not_have_it_is_not_asked_for(string word, int since)
    {
        Text(since).ShouldContain(word);
        Text(since - 1).ShouldNotContain(word);
    }

    [Fact]
    public void Roles_are_asked_for_only_on_request()
    {
        CatalogQueries
            .For(15, null, includeRoles: false)
            .ShouldNotContain(text => text.Contains("SELECT 'role'"));
        CatalogQueries
            .For(15, null, includeRoles: true)
            .ShouldContain(text => text.Contains("SELECT 'role'"));
    }

    [Fact]
    public void Nothing_is_asked_that_only_some_may_see()
    {
        foreach (
            var column in (string[])["subconninfo", "rolpassword", "pg_authid", "pg_statistic "]
        )
            Text(15)
                .Split('\n')
                .Where(line => !line.TrimStart().StartsWith("--"))
                .ShouldNotContain(line => line.Contains(column));
    }

    [Fact]
    public void Without_salt_no_hash_of_a_secret_is_asked_for()
    {
        string.Join('\n', CatalogQueries.For(15, null, true)).ShouldNotContain("md5(");
        Text(15).ShouldContain("md5('00ff'");
    }

    private static string Text(int version) =>
        string.Join('\n', CatalogQueries.For(version, "00ff", includeRoles: true));
}
