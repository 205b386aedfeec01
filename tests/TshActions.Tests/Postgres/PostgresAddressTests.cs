using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Postgres;

namespace TshActions.Tests.Postgres;

public class PostgresAddressTests
{
    private static readonly Arbitrary<string> Passwords = (
        from length in Gen.Choose(1, 16)
        from letters in Gen.Elements([.. "az09 =#'\"\\$`%;&|()*é→@/:?+[],"]).ArrayOf(length)
        select new string(letters)
    ).ToArbitrary();

    [Theory]
    [InlineData(
        "postgresql://erp:secret@db.example:5433/erp",
        "PGHOST=db.example PGPORT=5433 PGUSER=erp PGPASSWORD=secret PGDATABASE=erp"
    )]
    [InlineData("postgres://db/erp", "PGHOST=db PGDATABASE=erp")]
    [InlineData(
        "postgresql+psycopg2://erp:secret@db/erp",
        "PGHOST=db PGUSER=erp PGPASSWORD=secret PGDATABASE=erp"
    )]
    [InlineData(
        "postgresql+asyncpg://erp:secret@db/erp?ssl=require&prepared_statement_cache_size=0",
        "PGHOST=db PGUSER=erp PGPASSWORD=secret PGDATABASE=erp PGSSLMODE=require"
    )]
    [InlineData("postgresql+psycopg://erp@db/erp", "PGHOST=db PGUSER=erp PGDATABASE=erp")]
    [InlineData(
        "postgresql://erp:p%40ss%2Fw%25rd@db/erp%20live",
        "PGHOST=db PGUSER=erp PGPASSWORD=p@ss/w%rd PGDATABASE=erp live"
    )]
    [InlineData(
        "postgresql://erp:a/b@db/erp",
        "PGHOST=db PGUSER=erp PGPASSWORD=a/b PGDATABASE=erp"
    )]
    [InlineData(
        "postgresql://erp:a@b@db/erp",
        "PGHOST=db PGUSER=erp PGPASSWORD=a@b PGDATABASE=erp"
    )]
    [InlineData(
        "postgresql://erp:x@/erp?host=/var/run/postgresql",
        "PGUSER=erp PGPASSWORD=x PGDATABASE=erp PGHOST=/var/run/postgresql"
    )]
    [InlineData(
        "postgresql://%2Fvar%2Frun%2Fpostgresql/erp",
        "PGHOST=/var/run/postgresql PGDATABASE=erp"
    )]
    [InlineData(
        "postgresql://[2001:db8::7]:5432/erp",
        "PGHOST=2001:db8::7 PGPORT=5432 PGDATABASE=erp"
    )]
    [InlineData("postgresql://a:5432,b:5433/erp", "PGHOST=a,b PGPORT=5432,5433 PGDATABASE=erp")]
    [InlineData("postgresql:///erp", "PGDATABASE=erp")]
    [InlineData("postgresql://", "")]
    [InlineData(
        "postgresql://db/erp?sslmode=verify-full&sslrootcert=/etc/ca.pem&connect_timeout=3",
        "PGHOST=db PGDATABASE=erp PGSSLMODE=verify-full PGSSLROOTCERT=/etc/ca.pem PGCONNECT_TIMEOUT=3"
    )]
    [InlineData(
        "postgresql://db/erp?options=-c%20search_path%3Dshop&application_name=x@y",
        "PGHOST=db PGDATABASE=erp PGOPTIONS=-c search_path=shop"
    )]
    public void An_address_becomes_the_variables_of_postgresql_s_programs(
        string text,
        string variables
    ) =>
        string.Join(
                ' ',
                Found(text).Environment.Variables.Select(pair => $"{pair.Key}={pair.Value}")
            )
            .ShouldBe(variables);

    [Theory]
    [InlineData("mysql://erp:hunter2@db/erp", "it is no PostgreSQL address")]
    [InlineData("host=db password=hunter2", "it is no PostgreSQL address")]
    [InlineData("hunter2", "it is no PostgreSQL address")]
    [InlineData("", "it is no PostgreSQL address")]
    [InlineData("postgresql://erp:hunter2@db:port/erp", "its port is no number from 1 to 65535")]
    [InlineData("postgresql://erp:hunter2@db:0/erp", "its port is no number from 1 to 65535")]
    [InlineData("postgresql://erp:hunter2@db:65536/erp", "its port is no number from 1 to 65535")]
    [InlineData("postgresql://erp:hunter2@[::1/erp", "its host and port cannot be told apart")]
    [InlineData(
        "postgresql://erp:hunter2@db/erp?sslmode=hunter2",
        "its sslmode is none of disable,"
    )]
    [InlineData("postgresql://erp:hunter2%0A@db/erp", "a part of it holds a line break")]
    public void What_is_none_is_told_without_its_content(string text, string reason)
    {
        var told = PostgresAddress.Parse(text).ShouldBeOfType<AddressReading.Unreadable>().Reason;

        told.ShouldStartWith(reason);
        told.ShouldNotContain("hunter2");
    }

    [Fact]
    public void Any_password_comes_through_when_it_is_percent_encoded() =>
        Prop.ForAll(
                Passwords,
                password =>
                    Found($"postgresql://erp:{Uri.EscapeDataString(password)}@db/erp").Password
                    == password
            )
            .QuickCheckThrowOnFailure();

    private static PostgresAddress Found(string text) =>
        PostgresAddress.Parse(text).ShouldBeOfType<AddressReading.Found>().Address;
}
