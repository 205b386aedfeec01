using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Comparisons;
using static TshActions.Tests.Schemas.Facts;

namespace TshActions.Tests.Schemas.Comparisons;

public sealed class ComparisonTests
{
    private static readonly Catalog Shop = Catalog(
        Table("orders", "id", "state"),
        Column("orders", "id"),
        Column("orders", "state", ("default", "'new'")),
        Fact(
            "index",
            "orders",
            "by_state",
            ("definition", "CREATE INDEX by_state ON orders (state)")
        )
    );

    [Fact]
    public void A_catalog_does_not_differ_from_itself() =>
        Comparison.Of(Shop, Shop).ShouldBeEmpty();

    [Fact]
    public void An_attribute_is_told_with_both_values()
    {
        var other = With(Column("orders", "state", ("default", "'open'"), ("not-null", "yes")));

        Comparison
            .Of(Shop, other)
            .Select(one => (one.Id.Part, one.Attribute, one.Before, one.After))
            .ShouldBe([
                ("state", "default", "'new'", "'open'"),
                ("state", "not-null", null, "yes"),
            ]);
    }

    [Fact]
    public void A_missing_table_is_one_difference_that_counts_its_parts()
    {
        var one = Comparison.Of(Shop, Catalog()).ShouldHaveSingleItem();

        one.Id.Kind.ShouldBe("table");
        one.Change.ShouldBe(Change.Missing);
        one.Before.ShouldBe("2 × column, 1 × index");
        Comparison.Of(Catalog(), Shop).ShouldHaveSingleItem().Change.ShouldBe(Change.Extra);
    }

    [Fact]
    public void An_index_of_another_table_is_no_part_of_the_missing_one()
    {
        var more = Fact("index", "orders_old", "by_state_old", ("definition", "…"));

        Comparison
            .Of(With(more), Catalog())
            .Select(one => one.Id.Kind)
            .ShouldBe(["index", "table"]);
    }

    [Fact]
    public void Grants_and_comments_go_with_what_they_belong_to()
    {
        Fact[] parts =
        [
            Fact("table grant", "orders", "erp_ro", ("privileges", "SELECT")),
            Fact("comment", "public.orders", "table", ("text", "what was ordered")),
            Fact("comment", "public.orders.state", "table column", ("text", "new or paid")),
            Fact("comment", "by_hand on public.orders", "trigger", ("text", "…")),
        ];
        var catalog = Catalog([.. Shop.Facts.Values, .. parts]);

        Comparison.Of(catalog, Catalog()).ShouldHaveSingleItem();
        // Each by itself where the table is there.
        Comparison.Of(catalog, Shop).Count.ShouldBe(4);
    }

    [Fact]
    public void Columns_in_another_order_are_told_once_and_only_those_that_both_have()
    {
        Comparison
            .Of(Shop, With(Table("orders", "state", "id")))
            .ShouldHaveSingleItem()
            .Attribute.ShouldBe("column-order");
        Comparison
            .Of(
                Shop,
                Catalog([
                    .. With(Table("orders", "id", "note", "state")).Facts.Values,
                    Column("orders", "note"),
                ])
            )
            .ShouldHaveSingleItem()
            .Id.Part.ShouldBe("note");
    }

    [Theory]
    [InlineData(
        "default",
        "timezone('utc', now())",
        "(now() AT TIME ZONE 'utc')",
        Likeness.Equivalent
    )]
    [InlineData("default", "timezone('utc', now())", "(now() AT TIME ZONE 'cet')", Likeness.Other)]
    [InlineData("body", "begin\n  return 1;\nend", "begin return 1; end", Likeness.Whitespace)]
    [InlineData("body", "select 'a  b'", "select 'a b'", Likeness.Other)]
    [InlineData("body", "select 1 -- one\n + 1", "select 1 -- one + 1", Likeness.Other)]
    [InlineData("type", "character varying(10)", "character  varying(10)", Likeness.Other)]
    public void Two_texts_are_alike_where_they_mean_the_same(
        string attribute,
        string left,
        string right,
        Likeness like
    ) =>
        Comparison
            .Of(
                Catalog(Fact("function", "f", "", (attribute, left), ("language", "plpgsql"))),
                Catalog(Fact("function", "f", "", (attribute, right), ("language", "plpgsql")))
            )
            .ShouldHaveSingleItem()
            .Like.ShouldBe(like);

    [Fact]
    public void White_space_means_something_in_other_languages()
    {
        static Catalog Of(string body) =>
            Catalog(Fact("function", "f", "", ("body", body), ("language", "plpython3u")));

        Comparison
            .Of(Of("if x:\n  a()\nb()"), Of("if x:\n  a()\n  b()"))
            .ShouldHaveSingleItem()
            .Like.ShouldBe(Likeness.Other);
    }

    [Theory]
    [InlineData("function", "")]
    [InlineData("function", "integer")]
    [InlineData("statistics", "")]
    [InlineData("collation", "")]
    [InlineData("operator class", "btree")]
    public void What_is_only_called_like_a_table_is_told_beside_its_columns(
        string kind,
        string part
    )
    {
        var named = Fact(kind, "orders", part, ("definition", "…"));
        var wide = Catalog([.. Shop.Facts.Values, Column("orders", "note"), named]);

        Comparison
            .Of(wide, Shop)
            .Select(one => one.Id)
            .ShouldBe([Column("orders", "note").Id, named.Id], ignoreOrder: true);
        Comparison
            .Of(wide, Catalog())
            .Select(one => one.Id.Kind)
            .ShouldBe(["table", kind], ignoreOrder: true);
    }

    [Fact]
    public void What_is_said_of_a_function_goes_with_the_function()
    {
        Fact[] said =
        [
            Fact("function", "f", "", ("body", "…")),
            Fact("function grant", "f()", "reader", ("privileges", "EXECUTE")),
            Fact("comment", "public.f()", "function", ("text", "…")),
            Fact("statistics", "often", "", ("definition", "…")),
            Fact("comment", "public.often", "statistics object", ("text", "…")),
        ];

        Comparison
            .Of(Catalog(said), Catalog())
            .Select(one => one.Id.Kind)
            .ShouldBe(["function", "statistics"]);
    }

    [Fact]
    public void Names_that_lead_in_a_circle_lose_nothing()
    {
        Fact[] circle =
        [
            Fact("sequence", "a", "", ("owned-by", "public.b.id")),
            Fact("sequence", "b", "", ("owned-by", "public.a.id")),
        ];

        Comparison.Of(Catalog(circle), Catalog()).Count.ShouldBe(2);
    }

    [Fact]
    public void What_has_another_name_and_is_the_same_otherwise_may_have_been_renamed()
    {
        var renamed = Catalog([
            .. Shop.Facts.Values.Where(fact => fact.Id.Kind is not "index"),
            Fact(
                "index",
                "orders",
                "state_idx",
                ("definition", "CREATE INDEX state_idx ON orders (state)")
            ),
        ]);
        var differences = Comparison.Of(Shop, renamed);

        var renames = Renames.Of(differences, Shop, renamed);

        renames.Keys.Select(id => id.Part).Order().ShouldBe(["by_state", "state_idx"]);
        Renames.Of(Comparison.Of(Shop, Catalog()), Shop, Catalog()).ShouldBeEmpty();
    }

    [Fact]
    public void Roles_of_staging_are_read_by_the_names_of_production()
    {
        Dictionary<string, string> names = new() { ["erp_staging"] = "erp" };
        var staging = Catalog(
            Fact("table", "orders", "", ("owner", "erp_staging")),
            Fact("table grant", "orders", "erp_staging", ("privileges", "SELECT")),
            Fact("column grant", "orders", "id to erp_staging", ("privileges", "SELECT")),
            Fact("default grant", "tables", "of erp_staging to reader", ("privileges", "SELECT")),
            Fact("policy", "orders", "own", ("roles", "erp_staging, public"))
        );

        var renamed = RoleNames.Renamed(staging, names);

        renamed.Facts.Values.ShouldAllBe(fact =>
            !fact.Id.Part.Contains("staging")
            && fact.Attributes.Values.All(value => !value.Contains("staging"))
        );
        RoleNames.Renamed(staging, new Dictionary<string, string>()).ShouldBeSameAs(staging);
    }

    private static Catalog With(Fact fact) =>
        Catalog([.. Shop.Facts.Values.Where(known => known.Id != fact.Id), fact]);
}
