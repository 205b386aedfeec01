using System.Text.Json;
using TshActions.Core.Preflight;
using TshActions.Core.Releases;
using static TshActions.Tests.Preflight.Findings;

namespace TshActions.Tests.Preflight;

/// <summary>What the checklist asks about an environment, its neighbour, its secrets, its backups and its guard.</summary>
public sealed class EnvironmentTests
{
    private static readonly DateTimeOffset Now = new(2025, 11, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(
        "postgresql://erp:a@db.example/erp",
        "postgres://other:b@DB.example:5432/erp",
        true
    )]
    [InlineData("postgresql+asyncpg://erp@db.example/erp", "postgresql://db.example/erp", true)]
    [InlineData("postgresql://db.example/erp", "postgresql://db.example/erp_staging", false)]
    [InlineData("postgresql://db.example/erp", "postgresql://db.example:5433/erp", false)]
    // The loopback of another host is another database.
    [InlineData("postgresql://127.0.0.1/erp", "postgresql://localhost/erp", false)]
    [InlineData("postgresql:///erp", "postgresql://localhost/erp", false)]
    public void Two_addresses_of_one_database_have_one_fingerprint(
        string production,
        string staging,
        bool same
    ) =>
        (
            Marks(production, "192.0.2.20").Database == Marks(staging, "192.0.2.10").Database
        ).ShouldBe(same);

    [Fact]
    public void A_fingerprint_tells_neither_place_nor_password()
    {
        var marks = Marks("postgresql://erp:secret@db.example/erp", "192.0.2.20");

        marks.Database!.Length.ShouldBe(16);
        marks.Database.ShouldAllBe(letter => char.IsAsciiHexDigitLower(letter));
        marks.Variables.ShouldBe(["DATABASE_URL"]);
    }

    [Theory]
    [InlineData(
        "d1",
        "k1",
        "d2",
        "k2",
        true,
        "hosts, site, database and ssh key of staging are others"
    )]
    [InlineData("d1", "k1", "d1", "k2", false, "both use one database")]
    [InlineData("d1", "k1", "d2", "k1", false, "both are deployed to with one ssh key")]
    [InlineData(
        "d1",
        "k1",
        "d1",
        "k1",
        false,
        "both use one database, both are deployed to with one ssh key"
    )]
    [InlineData(
        null,
        "k1",
        "d2",
        "k2",
        null,
        "hosts and site of staging are others; databases were not compared"
    )]
    [InlineData(
        "d1",
        "k1",
        "d2",
        null,
        null,
        "hosts and site of staging are others; ssh keys were not compared"
    )]
    [InlineData("d1", "k1", "d1", null, false, "both use one database")]
    public void Environments_share_nothing(
        string? database,
        string? key,
        string? otherDatabase,
        string? otherKey,
        bool? good,
        string evidence
    ) =>
        Judged(
                Apartness.Of(
                    Place("production", "1", new(null, database, key)),
                    Place("staging", "2", new(null, otherDatabase, otherKey))
                )
            )
            .ShouldBe((good, evidence));

    [Fact]
    public void A_copied_machine_is_known_by_its_key()
    {
        var copy = Place("staging", "2", EnvironmentMarks.None) with { HostKeys = ["SHA256:1"] };

        Judged(Apartness.Of(Place("production", "1", EnvironmentMarks.None), copy))
            .ShouldBe((false, "hosts of both have the key SHA256:1: one machine, or a copy of it"));
    }

    [Theory]
    [InlineData("A B", "A B", true, "2, of the same names as in staging")]
    [InlineData("A B", "A", false, "B only in production")]
    [InlineData("A", "A B", false, "B only in staging")]
    [InlineData(null, "A", null, "the variables of production are not known")]
    [InlineData("A", null, null, "the variables of staging are not known")]
    public void Variables_have_the_same_names(
        string? here,
        string? there,
        bool? good,
        string evidence
    ) =>
        Judged(
                Apartness.Variables(
                    Place("production", "1", new(here?.Split(' '), null, null)),
                    Place("staging", "2", new(there?.Split(' '), null, null))
                )
            )
            .ShouldBe((good, evidence));

    [Fact]
    public void A_secret_is_as_old_as_its_last_setting()
    {
        KnownSecret[] known = [new("NEW", Now.AddDays(-89)), new("OLD", Now.AddDays(-91))];
        var most = TimeSpan.FromDays(90);

        Judged(EnvironmentSecrets.Ages(known, most, "production", Now))
            .ShouldBe((false, "older than 90 days: OLD (91 days)"));
        Judged(EnvironmentSecrets.Ages(known[..1], most, "production", Now))
            .ShouldBe((true, "the oldest was set 89 days ago"));
        Judged(EnvironmentSecrets.Ages([], most, "production", Now))
            .ShouldBe((true, "there is none"));
        Judged(EnvironmentSecrets.Needed(known, ["NEW", "GONE"], "production"))
            .ShouldBe((false, "not there: GONE"));
    }

    [Theory]
    [InlineData(true, null, true, "deploy-slot makes one before it migrates")]
    [InlineData(true, 29, true, "the newest is 29 min old")]
    [InlineData(
        true,
        31,
        true,
        "the newest is 31 min old; deploy-slot makes another before it migrates"
    )]
    [InlineData(false, 29, true, "the newest is 29 min old")]
    [InlineData(false, 31, false, "the newest is 31 min old, and none is made")]
    [InlineData(false, null, false, "none is made")]
    public void A_backup_is_fresh_or_about_to_be_made(
        bool makes,
        int? minutes,
        bool good,
        string evidence
    ) =>
        Judged(
                BackupAge.Of(
                    makes,
                    minutes is { } age ? TimeSpan.FromMinutes(age) : null,
                    TimeSpan.FromMinutes(30)
                )
            )
            .ShouldBe((good, evidence));

    [Theory]
    [InlineData(
        0,
        false,
        true,
        null,
        "nobody is asked; private repositories have reviewers of environments on GitHub Enterprise alone"
    )]
    [InlineData(0, false, false, false, "nobody is asked")]
    [InlineData(2, true, true, true, "2 may approve, also who started the run")]
    public void A_person_is_asked(
        int reviewers,
        bool self,
        bool isPrivate,
        bool? good,
        string evidence
    ) =>
        Judged(Approval.Of(new(reviewers, self, true, isPrivate), "production", "main")[0].Finding)
            .ShouldBe((good, evidence));

    [Fact]
    public void An_environment_that_GitHub_does_not_have_guards_nothing() =>
        Approval
            .Of(null, "production", "main")
            .Select(row => Judged(row.Finding))
            .ShouldAllBe(row =>
                row.Good == false && row.Evidence == "GitHub has no environment production"
            );

    [Theory]
    [InlineData(
        """{"a":1,"b":[1,2]}""",
        """{"b":[1,2],"a":1.0}""",
        true,
        "openapi.json is what staging answers"
    )]
    [InlineData(
        """{"servers":[1]}""",
        """{"servers":[2]}""",
        true,
        "openapi.json is what staging answers"
    )]
    [InlineData("""{"servers":[1]}""", "{}", true, "openapi.json is what staging answers")]
    [InlineData(
        """{"paths":{"/pay":{}}}""",
        """{"paths":{"/pay":{},"/p~y":1}}""",
        false,
        "openapi.json differs from what staging answers in 1 place: /paths/~1p~0y is new"
    )]
    [InlineData(
        """{"a":1}""",
        "{}",
        false,
        "openapi.json differs from what staging answers in 1 place: /a is gone"
    )]
    [InlineData(
        """{"a":{"b":[{"c":1}],"d":1}}""",
        """{"a":{"b":[{"c":2}],"d":"1"}}""",
        false,
        "openapi.json differs from what staging answers in 2 places: /a/b/0/c, /a/d"
    )]
    [InlineData(
        """{"a":[1]}""",
        """{"a":[1,2]}""",
        false,
        "openapi.json differs from what staging answers in 1 place: /a"
    )]
    public void The_document_is_compared_as_JSON(
        string committed,
        string served,
        bool good,
        string evidence
    )
    {
        using var one = JsonDocument.Parse(committed);
        using var other = JsonDocument.Parse(served);

        Judged(ApiDocument.Of(one.RootElement, other.RootElement, "openapi.json"))
            .ShouldBe((good, evidence));
    }

    [Theory]
    [InlineData(10, false, true, "2 h there, 2 h wanted")]
    [InlineData(10.5, false, false, "90 min there, 2 h wanted")]
    [InlineData(10.5, true, true, "90 min there; a hotfix does not wait")]
    public void A_release_stays_on_staging_for_a_while(
        double at,
        bool isHotfix,
        bool good,
        string evidence
    ) =>
        Judged(
                Soak.Of(
                    new StagingProof.Proven(
                        "",
                        new("c", "t", StagingEnd.Verified, Now.AddHours(at - 12), ""),
                        Expired: false
                    ),
                    TimeSpan.FromHours(2),
                    isHotfix,
                    Now
                )
            )
            .ShouldBe((good, evidence));

    /// <summary>The proof is asked of a hotfix too.</summary>
    [Fact]
    public void What_never_passed_on_staging_has_not_stayed_there() =>
        Judged(Soak.Of(new StagingProof.Unproven("", ""), TimeSpan.FromHours(2), true, Now))
            .ShouldBe((null, "they have not passed there"));

    private static EnvironmentMarks Marks(string address, string host) =>
        EnvironmentMarks.Of(
            EnvironmentFile.Parse($"DATABASE_URL={address}").File,
            "DATABASE_URL",
            [host],
            key: null
        );

    private static EnvironmentPlace Place(string name, string id, EnvironmentMarks marks) =>
        new(name, [$"192.0.2.{id}"], [$"SHA256:{id}"], $"{name}.example", marks);
}
