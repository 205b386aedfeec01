using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Verdicts;

namespace TshActions.Tests.Schemas.Verdicts;

public sealed class ThreeWayTests
{
    // Values of one column's type: what the migrations say at each side's revision, and what each side has.
    [Theory]
    [InlineData("int", "int", "text", "int", Cause.OnlyProduction, null)]
    [InlineData("int", "int", "int", "text", Cause.OnlyStaging, null)]
    [InlineData("int", "int", "text", "text", Cause.BothAlike, null)]
    [InlineData("int", "int", "text", "date", Cause.BothDifferently, null)]
    [InlineData("int", "text", "int", "text", Cause.Pending, null)]
    [InlineData(
        "int",
        "text",
        "text",
        "text",
        Cause.OnlyProduction,
        "production is already as the pending migrations would make it"
    )]
    [InlineData(
        "int",
        "text",
        "int",
        "int",
        Cause.OnlyStaging,
        "staging is still as before the migrations it says it has run"
    )]
    [InlineData(
        "int",
        "text",
        "date",
        "text",
        Cause.OnlyProduction,
        "pending migrations touch it too"
    )]
    public void The_guilty_side_is_the_one_not_as_its_own_migrations_say(
        string atProduction,
        string atStaging,
        string production,
        string staging,
        Cause cause,
        string? hint
    )
    {
        var row = ThreeWay
            .Of(
                Of(atProduction, production),
                Of(atStaging, staging),
                Of(production, staging),
                Of(atProduction, atStaging)
            )
            .ShouldHaveSingleItem();
        row.Cause.ShouldBe(cause);
        row.Hint.ShouldBe(hint);
    }

    [Fact]
    public void Sides_as_expected_have_no_row() => ThreeWay.Of([], [], [], []).ShouldBeEmpty();

    [Theory]
    [InlineData(Side.Unknown, Cause.Unknown, null)]
    [InlineData(Side.Production, Cause.OnlyProduction, "text")]
    [InlineData(Side.Staging, Cause.OnlyStaging, "int")]
    public void Of_two_only_a_snapshot_says_who(Side guilty, Cause cause, string? expected)
    {
        var row = ThreeWay.OfTwo(Of("int", "text"), guilty).ShouldHaveSingleItem();
        (row.Cause, row.Guilty, row.Expected).ShouldBe((cause, guilty, expected));
    }

    [Fact]
    public void A_fingerprint_knows_where_its_pieces_end()
    {
        var id = new FactId("table", "a", "b", "c");
        var all = new[]
        {
            new Difference(id, null, "x", null),
            new Difference(id, null, null, "x"),
            new Difference(id, "", "x", "y"),
            new Difference(new("table", "ab", "", "c"), null, "x", null),
            new Difference(new("table", "a", "bc"), null, "x", null),
        };
        all.Select(Fingerprint.Of).Distinct().Count().ShouldBe(all.Length);
        Fingerprint.Of(all[0] with { Before = "z" }).ShouldBe(Fingerprint.Of(all[0]));
        Fingerprint.Of(all[0]).Length.ShouldBe(32);
    }

    private static Difference[] Of(string before, string after) =>
        before == after
            ? []
            : [new(new("column", "public", "orders", "tax"), "type", before, after)];
}
