using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Alembic;

namespace TshActions.Tests.Alembic;

public class RevisionGraphTests
{
    private static readonly Revision[] Diamond =
    [
        Files.Bare("aaaa1"),
        Files.Bare("bbbb1", "aaaa1"),
        Files.Bare("bbbb2", "aaaa1"),
        Files.Bare("cccc1", "bbbb1", "bbbb2"),
    ];

    [Fact]
    public void Branches_and_merges_are_found()
    {
        var graph = RevisionGraph.Of(Diamond);

        graph.Problems.ShouldBeEmpty();
        graph.Heads.ShouldBe(["cccc1"]);
        graph.Bases.ShouldBe(["aaaa1"]);
        graph.Branches.ShouldBe(["aaaa1"]);
        graph.Merges.ShouldBe(["cccc1"]);
        Ids(graph.Ordered).ShouldBe("aaaa1 bbbb1 bbbb2 cccc1");
    }

    [Fact]
    public void A_chain_in_any_order_of_files_is_the_same_graph()
    {
        var chain = Enumerable
            .Range(0, 30)
            .Select(at => at is 0 ? Files.Bare("r0") : Files.Bare($"r{at}", $"r{at - 1}"))
            .ToArray();
        var expected = Ids(chain);

        Prop.ForAll(
                Gen.Shuffle(chain).ToArbitrary(),
                shuffled =>
                {
                    var graph = RevisionGraph.Of(shuffled);
                    Ids(graph.Ordered).ShouldBe(expected);
                    graph.Heads.ShouldBe(["r29"]);
                    graph.Problems.ShouldBeEmpty();
                }
            )
            .QuickCheckThrowOnFailure();
    }

    /// <summary>Any parents, those that do not exist, loops and circles among them.</summary>
    [Fact]
    public void Whatever_the_files_say_the_graph_is_told_and_the_same_in_any_order()
    {
        var id = Gen.Choose(0, 7).Select(at => $"r{at}");
        var revision = Gen.Zip(id, Gen.ListOf(id))
            .Select(pair => Files.Bare(pair.Item1, [.. pair.Item2.Take(3)]));

        Prop.ForAll(
                Gen.ListOf(revision).ToArbitrary(),
                revisions =>
                {
                    var unique = revisions.DistinctBy(one => one.Id).ToList();
                    var (one, other) = (
                        RevisionGraph.Of(unique),
                        RevisionGraph.Of(unique.AsEnumerable().Reverse())
                    );
                    other
                        .Problems.Select(problem => problem.Text)
                        .ShouldBe(one.Problems.Select(problem => problem.Text));
                    Ids(other.Ordered).ShouldBe(Ids(one.Ordered));
                    (one.Ordered.Count == unique.Count || one.Problems.Count > 0).ShouldBeTrue();
                    RevisionGraph.Of(revisions).ShouldNotBeNull();
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void All_that_Alembic_would_refuse_is_told_at_once() =>
        Approved.Check(
            string.Join(
                '\n',
                RevisionGraph
                    .Of([
                        Files.Bare("aaaa1"),
                        Files.Bare("bbbb1", "aaaa1"),
                        Files.Bare("bbbb2", "aaaa2"),
                        Files.Bare("bbbb3", "zzzzzzzz"),
                        Files.Bare("loop", "loop"),
                        Files.Bare("ring1", "ring3"),
                        Files.Bare("ring2", "ring1"),
                        Files.Bare("ring3", "ring2"),
                        Files.Bare("after_ring", "ring3"),
                        Files.Bare("bbbb1", "aaaa1") with
                        {
                            Path = "versions/copy.py",
                        },
                        Files.Bare("depends", "bbbb1") with
                        {
                            DependsOn = ["nowhere"],
                        },
                        Files.Bare("left", "bbbb1") with
                        {
                            BranchLabels = ["side"],
                        },
                        Files.Bare("right", "bbbb1") with
                        {
                            BranchLabels = ["side"],
                        },
                    ])
                    .Problems.Select(problem => problem.Text)
            )
        );

    [Fact]
    public void Labelled_branches_may_stay_apart() =>
        RevisionGraph
            .Of([
                Files.Bare("one") with
                {
                    BranchLabels = ["accounts"],
                },
                Files.Bare("two") with
                {
                    BranchLabels = ["network"],
                    DependsOn = ["accounts"],
                },
            ])
            .Problems.ShouldBeEmpty();

    [Theory]
    [InlineData("bbbb1", "bbbb1")]
    [InlineData("aa", "aaaa1")]
    [InlineData("side", "cccc1")]
    [InlineData("bbbb", "several: bbbb1, bbbb2")]
    [InlineData("bbbc1", "missing, like bbbb1")]
    [InlineData("zz", "missing")]
    public void An_id_is_resolved_as_Alembic_does_it(string id, string expected)
    {
        var graph = RevisionGraph.Of([
            .. Diamond[..3],
            Diamond[3] with
            {
                BranchLabels = ["side"],
            },
        ]);

        (
            graph.Resolve(id) switch
            {
                Resolved.Found found => found.Revision.Id,
                Resolved.Several several => $"several: {string.Join(", ", several.Ids)}",
                Resolved.Missing { Nearest: { } near } => $"missing, like {near}",
                _ => "missing",
            }
        ).ShouldBe(expected);
    }

    /// <summary>Ids of three characters and less are never found by their beginning.</summary>
    [Fact]
    public void A_short_id_has_no_abbreviation() =>
        RevisionGraph.Of([Files.Bare("abc")]).Resolve("ab").ShouldBe(new Resolved.Missing("abc"));

    [Theory]
    [InlineData("", "", "aaaa1 bbbb1 bbbb2 cccc1")]
    [InlineData("aaaa1", "aaaa1", "bbbb1 bbbb2 cccc1")]
    [InlineData("bbbb2", "aaaa1 bbbb2", "bbbb1 cccc1")]
    [InlineData("bbbb1 bbbb2", "aaaa1 bbbb1 bbbb2", "cccc1")]
    [InlineData("cccc", "aaaa1 bbbb1 bbbb2 cccc1", "")]
    public void Stamps_say_what_is_applied_and_what_is_pending(
        string stamps,
        string applied,
        string pending
    )
    {
        var standing = Standing
            .Of(RevisionGraph.Of(Diamond), stamps.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ShouldBeOfType<Standing.Known>();

        Ids(standing.Applied).ShouldBe(applied);
        Ids(standing.Pending).ShouldBe(pending);
        standing.Redundant.ShouldBeEmpty();
    }

    [Fact]
    public void A_stamp_that_no_file_holds_is_a_database_ahead_of_the_code()
    {
        var ahead = Standing
            .Of(RevisionGraph.Of(Diamond), ["cccc2"])
            .ShouldBeOfType<Standing.Ahead>();

        var (stamp, like) = ahead.Unknown.ShouldHaveSingleItem();
        stamp.ShouldBe("cccc2");
        like.ShouldBe(["cccc1"]);
    }

    [Fact]
    public void A_row_besides_its_own_follower_is_told() =>
        Standing
            .Of(RevisionGraph.Of(Diamond), ["aaaa1", "bbbb1"])
            .ShouldBeOfType<Standing.Known>()
            .Redundant.ShouldBe(["aaaa1"]);

    [Theory]
    [InlineData(null, "bbbb1", "up aaaa1 bbbb1")]
    [InlineData("aaaa1", "cccc1", "up bbbb1 bbbb2 cccc1")]
    [InlineData("cccc1", "bbbb1", "down cccc1 bbbb2")]
    [InlineData("cccc1", null, "down cccc1 bbbb2 bbbb1 aaaa1")]
    [InlineData("bbbb1", "bbbb2", "`bbbb1` and `bbbb2` stand in different branches")]
    [InlineData("x", "bbbb2", "there is not exactly one revision `x`")]
    public void A_way_leads_up_or_down(string? from, string? to, string expected) =>
        (
            Route.Of(RevisionGraph.Of(Diamond), from, to) switch
            {
                Route.Up up => $"up {Ids(up.Revisions)}",
                Route.Down down => $"down {Ids(down.Revisions)}",
                Route.None none => none.Why,
                _ => "",
            }
        ).ShouldBe(expected);

    private static string Ids(IEnumerable<Revision> revisions) =>
        string.Join(' ', revisions.Select(revision => revision.Id));
}
