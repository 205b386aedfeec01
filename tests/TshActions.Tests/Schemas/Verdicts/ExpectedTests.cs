using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Reports;
using TshActions.Core.Schemas.Verdicts;
using static TshActions.Tests.Schemas.Facts;

namespace TshActions.Tests.Schemas.Verdicts;

/// <summary>Whole reports where the migrations say what each side should be.</summary>
public sealed class ExpectedTests
{
    private static readonly Fact Orders = Table("orders", "id", "total");
    private static readonly Fact Total = Typed("numeric(12,2)");
    private static readonly Fact Narrow = Typed("numeric(10,2)");
    private static readonly Fact Note = Column("orders", "note");
    private static readonly Fact ByTotal = Fact(
        "index",
        "orders",
        "by_total",
        ("definition", "CREATE INDEX by_total ON public.orders USING btree (total)")
    );

    [Fact]
    public void A_pending_migration_is_no_drift_and_has_no_fix()
    {
        var row = Rows(
                (Catalog(Orders, Total), Catalog(Orders, Total)),
                (Catalog(Orders, Total, Note), Catalog(Orders, Total, Note))
            )
            .ShouldHaveSingleItem();

        row.Standing.Cause.ShouldBe(Cause.Pending);
        row.Finding.Severity.ShouldBe(Severity.Info);
        (row.OnProduction, row.OnStaging).ShouldBe((null, null));
    }

    [Fact]
    public void Who_drifted_is_mended_toward_the_migrations_and_the_other_is_let_alone()
    {
        var rows = Rows(
            (Catalog(Orders, Total, ByTotal), Catalog(Orders, Total)),
            (Catalog(Orders, Total, ByTotal), Catalog(Orders, Narrow, ByTotal))
        );

        var index = rows.Single(row => row.Standing.Id.Kind is "index");
        index.Finding.Guilty.ShouldBe(Side.Production);
        index.Finding.Difference.Change.ShouldBe(Change.Missing);
        index.OnProduction.ShouldNotBeNull().ShouldContain("by_total");
        index.OnStaging.ShouldBeNull();
        var column = rows.Single(row => row.Standing.Id.Kind is "column");
        column.Finding.Guilty.ShouldBe(Side.Staging);
        column.Standing.Expected.ShouldBe("numeric(12,2)");
        column.OnStaging.ShouldNotBeNull().ShouldContain("numeric(12,2)");
        column.OnProduction.ShouldBeNull();
    }

    [Fact]
    public void The_same_by_hand_on_both_sides_is_drift_that_two_sides_alone_never_show()
    {
        var should = Catalog(Orders, Total);
        var both = Catalog(Orders, Narrow);

        Rows((should, both), (should, both))
            .ShouldHaveSingleItem()
            .Standing.Cause.ShouldBe(Cause.BothAlike);
        Rows((both, both), (both, both)).ShouldBeEmpty();
    }

    [Fact]
    public void What_both_were_set_up_with_only_informs()
    {
        var should = Catalog(Orders, Total);
        var both = Catalog(
            Orders,
            Total,
            Fact("table grant", "orders", "reader", ("privileges", "SELECT")),
            new(
                new("extension", "", "citext"),
                Orders.Attributes.Clear().Add("schema", "public").Add("version", "1.6")
            )
        );

        Rows((should, both), (should, both))
            .Select(row => row.Finding.Severity)
            .ShouldBe([Severity.Info, Severity.Info]);
    }

    [Fact]
    public void Of_the_server_itself_migrations_say_nothing()
    {
        var database = new FactId("database", "", "");
        Catalog With(string encoding) =>
            Catalog(Orders, new(database, Orders.Attributes.Clear().Add("encoding", encoding)));

        Rows((With("UTF8"), With("LATIN1")), (With("UTF8"), With("UTF8")))
            .ShouldHaveSingleItem()
            .Standing.Cause.ShouldBe(Cause.Unknown);
        Rows((With("UTF8"), With("LATIN1")), (With("UTF8"), With("LATIN1"))).ShouldBeEmpty();
    }

    [Fact]
    public void Another_owner_of_everything_is_neither_pending_nor_one_side_s_fault()
    {
        var should = Catalog(Orders, Total);
        var staging = Catalog(
            new Fact(Orders.Id, Orders.Attributes.SetItem("owner", "erp_staging")),
            Total
        );

        Rows((should, should), (should, staging))
            .ShouldHaveSingleItem()
            .Standing.Cause.ShouldBe(Cause.Unknown);
    }

    private static Fact Typed(string type) => Fact("column", "orders", "total", ("type", type));

    private static IReadOnlyList<DriftRow> Rows(
        (Catalog Should, Catalog Is) production,
        (Catalog Should, Catalog Is) staging
    ) =>
        Core
            .Schemas.Reports.DriftReports.Of(
                new("production", "live", production.Is, IsLive: true),
                new("staging", "live", staging.Is, IsLive: true),
                new([], new Dictionary<string, string>(), Severity.High, []),
                DateOnly.MinValue,
                expectation: new Expectation.Known(
                    production.Should,
                    staging.Should,
                    "erp",
                    "`alembic` on a host"
                )
            )
            .Rows;
}
