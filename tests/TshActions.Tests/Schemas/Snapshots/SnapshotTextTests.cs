using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Snapshots;

namespace TshActions.Tests.Schemas.Snapshots;

public sealed class SnapshotTextTests
{
    private static readonly string Good = SnapshotText.Write(
        Of(
            ["f1a2"],
            ("table", "orders", "", "owner", "erp"),
            ("column", "orders", "سعر", "type", "numeric(10,2)"),
            ("view", "totals", "", "definition", "SELECT 1\n  FROM \"Orders\"")
        ),
        "0.1.0"
    );

    [Fact]
    public void A_snapshot_is_one_fact_per_line_in_ordinal_order() =>
        Good.ShouldBe(
            """
            {"format":1,"tool":"0.1.0","server":"15.20","version":150020,"database":"erp","standby":false,"locale":"C","revisions":["f1a2"],"unread":{},"unmodelled":{"cast":2}}
            {"kind":"column","schema":"public","name":"orders","part":"سعر","is":{"type":"numeric(10,2)"}}
            {"kind":"table","schema":"public","name":"orders","is":{"owner":"erp"}}
            {"kind":"view","schema":"public","name":"totals","is":{"definition":"SELECT 1\n  FROM \"Orders\""}}
            {"facts":3}

            """
        );

    [Fact]
    public void What_is_written_is_read_again() =>
        Prop.ForAll<NonNull<string>[], bool>(
                (names, isStamped) =>
                {
                    var facts = names
                        .Select(name => name.Get.Replace("\0", ""))
                        .Select((name, at) => ("table", name, $"{at}", name + "x", name))
                        .ToArray();
                    var text = SnapshotText.Write(Of(isStamped ? ["a", "b"] : null, facts), "1");
                    var reading = SnapshotText.Read(text);
                    reading.Problems.ShouldBeEmpty();
                    SnapshotText.Write(reading.Catalog.ShouldNotBeNull(), "1").ShouldBe(text);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_file_cut_anywhere_is_never_read() =>
        Prop.ForAll<NonNegativeInt>(cut =>
                SnapshotText.Read(Good[..(cut.Get % (Good.Length - 1))]).Catalog.ShouldBeNull()
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_damaged_line_is_named_at_once()
    {
        var lines = Good.Split('\n');
        (lines[1], lines[2]) = (lines[2], lines[1]);
        lines[3] = "<<<<<<< HEAD";
        var problems = SnapshotText.Read(string.Join('\n', lines)).Problems;
        problems.Select(problem => problem.Line).ShouldBe([3, 4]);
    }

    [Fact]
    public void A_line_taken_out_is_missed() =>
        SnapshotText
            .Read(string.Join('\n', Good.Split('\n').Where((_, at) => at is not 2)))
            .Problems.ShouldHaveSingleItem()
            .What.ShouldBe("3 facts were written, 2 are there");

    [Fact]
    public void A_newer_format_is_refused_with_the_fix() =>
        SnapshotText
            .Read(Good.Replace("\"format\":1", "\"format\":2"))
            .Problems.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "line 1: the format is 2, this version reads 1; use the version that wrote it (0.1.0) or a newer one, or write the snapshot again with this one"
            );

    [Fact]
    public void No_attribute_named_like_a_secret_is_written() =>
        Should.Throw<ArgumentException>(() =>
            SnapshotText.Write(Of(null, ("user mapping", "erp", "", "Password", "x")), "1")
        );

    [Fact]
    public void A_column_of_that_name_is_no_secret() =>
        SnapshotText
            .Write(Of(null, ("column", "users", "password", "type", "text")), "1")
            .ShouldContain("password");

    private static Catalog Of(
        IReadOnlyList<string>? revisions,
        params (string Kind, string Name, string Part, string Attribute, string Value)[] facts
    ) =>
        new(
            new(
                "15.20",
                150020,
                "erp",
                false,
                "C",
                revisions,
                new Dictionary<string, int>(),
                new Dictionary<string, int> { ["cast"] = 2 }
            ),
            facts
                .Select(fact => new Fact(
                    new(fact.Kind, "public", fact.Name, fact.Part),
                    ImmutableSortedDictionary<string, string>.Empty.Add(fact.Attribute, fact.Value)
                ))
                .ToImmutableSortedDictionary(fact => fact.Id, fact => fact, FactId.Order)
        );
}
