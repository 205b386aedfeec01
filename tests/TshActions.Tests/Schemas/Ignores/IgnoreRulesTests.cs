using System.Collections.Immutable;
using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Ignores;

namespace TshActions.Tests.Schemas.Ignores;

public sealed class IgnoreRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly Finding Tax = new(
        new(new("column", "public", "orders", "tax"), "type", "text", "int"),
        "f",
        Severity.High,
        Side.Production,
        "why"
    );

    private static readonly IgnoreRule Any = new(
        "*",
        "*",
        null,
        null,
        null,
        "known",
        "dba",
        Today.AddDays(30),
        "tsh.yml:7"
    );

    [Theory]
    [InlineData("*", "public.orders", true)]
    [InlineData("column", "public.orders.tax", true)]
    [InlineData("col*", "pub*.ord?rs", true)]
    [InlineData("table", "*", false)]
    [InlineData("*", "public.order", false)]
    [InlineData("*", "orders", false)]
    [InlineData("*", "public.orders.taxes", false)]
    public void A_rule_takes_what_its_globs_name(string kind, string name, bool takes) =>
        (Any with { Kind = kind, Name = name }).Takes(Tax).ShouldBe(takes);

    [Fact]
    public void Attribute_side_and_change_narrow_a_rule()
    {
        (Any with { Attribute = "type", Side = Side.Production, Change = Change.Changed })
            .Takes(Tax)
            .ShouldBeTrue();
        (Any with { Attribute = "default" }).Takes(Tax).ShouldBeFalse();
        (Any with { Side = Side.Staging }).Takes(Tax).ShouldBeFalse();
        (Any with { Change = Change.Missing }).Takes(Tax).ShouldBeFalse();
    }

    [Theory]
    [InlineData(-1, true, false)]
    [InlineData(0, false, true)]
    [InlineData(14, false, true)]
    [InlineData(15, false, false)]
    public void A_rule_applies_through_its_last_day(int days, bool expired, bool expiring)
    {
        var told = IgnoreRules.Apply([Tax], [Any with { Until = Today.AddDays(days) }], Today);
        told.Findings[0].Ignored.ShouldBe(expired ? null : "known");
        told.Expired.Count.ShouldBe(expired ? 1 : 0);
        told.Expiring.Count.ShouldBe(expiring ? 1 : 0);
    }

    [Fact]
    public void Unused_rules_are_told_but_no_presets()
    {
        var unused = Any with { Name = "public.gone" };
        IgnoreRules
            .Apply([Tax], [unused, Any, .. IgnorePresets.All], Today)
            .Unused.ShouldBe([unused]);
    }

    [Fact]
    public void Presets_leave_a_teams_own_tables_alone() =>
        IgnorePresets.All.ShouldAllBe(rule => !rule.Takes(Tax));

    [Fact]
    public void What_lies_in_others_schemas_is_counted()
    {
        FactId[] ids =
        [
            new("table", "public", "a"),
            new("table", "crm", "b"),
            new("schema", "", "crm"),
            new("extension", "", "citext"),
        ];
        var catalog = new Catalog(
            new(
                "15",
                150000,
                "erp",
                false,
                "C",
                null,
                new Dictionary<string, int>(),
                new Dictionary<string, int>()
            ),
            ids.ToImmutableSortedDictionary(
                id => id,
                id => new Fact(id, ImmutableSortedDictionary<string, string>.Empty),
                FactId.Order
            )
        );
        var (owned, elsewhere) = OwnedSchemas.Split(catalog, ["public", "app_*"]);
        owned.Facts.Keys.ShouldBe([ids[3], ids[0]]);
        elsewhere.ShouldHaveSingleItem().ShouldBe(new("crm", 2));
    }
}
