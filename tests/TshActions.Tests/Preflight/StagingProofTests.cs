using TshActions.Core.Preflight;

namespace TshActions.Tests.Preflight;

public sealed class StagingProofTests
{
    private static readonly DateTimeOffset Now = new(2025, 11, 15, 12, 0, 0, TimeSpan.Zero);

    private static readonly StagingWords Words = new("staging", "production", "develop");

    [Fact]
    public void The_same_tree_proves_whatever_commit_it_is_in() =>
        Of([Verified("t", hours: 5)])
            .ShouldBeOfType<StagingProof.Proven>()
            .Evidence.ShouldBe("the same files passed on staging 5 h ago as commit-");

    [Fact]
    public void A_later_deployment_of_other_files_takes_nothing_away() =>
        Of([Verified("t", hours: 5), Verified("u", hours: 1)])
            .ShouldBeOfType<StagingProof.Proven>();

    [Fact]
    public void A_later_failure_of_the_same_files_does()
    {
        var proof = Of([
            Verified("t", hours: 5),
            Verified("t", hours: 3) with
            {
                End = StagingEnd.Failed,
            },
        ]);
        proof.ShouldBeOfType<StagingProof.Unproven>();
        proof.Evidence.ShouldBe("the same files passed on staging, and failed there 3 h ago");
    }

    [Fact]
    public void A_run_that_broke_off_says_nothing_of_the_files() =>
        Of([Verified("t", hours: 5), Verified("t", hours: 3) with { End = StagingEnd.Broken }])
            .ShouldBeOfType<StagingProof.Proven>();

    [Theory]
    [InlineData(StagingEnd.Failed, "these files were deployed to staging 5 h ago and failed there")]
    [InlineData(StagingEnd.UnderWay, "these files are being deployed to staging right now")]
    [InlineData(StagingEnd.Broken, "nothing has passed on staging yet")]
    public void Without_a_pass_there_is_no_proof(StagingEnd end, string evidence)
    {
        var proof = Of([Verified("t", hours: 5) with { End = end }]);
        proof.ShouldBeOfType<StagingProof.Unproven>();
        proof.Evidence.ShouldBe(evidence);
    }

    [Fact]
    public void An_old_proof_counts_only_where_production_ran_the_same_files()
    {
        var old = Verified("t", hours: 24 * 40);
        Of([old])
            .Evidence.ShouldBe(
                "the same files passed on staging 40 days ago as commit-, longer ago than 14 days"
            );
        Of([old], [Verified("u", hours: 9)]).ShouldBeOfType<StagingProof.Unproven>();
        Of([old], [Verified("t", hours: 9) with { End = StagingEnd.Failed }])
            .ShouldBeOfType<StagingProof.Unproven>();
        Of([old], [Verified("t", hours: 9)])
            .ShouldBeOfType<StagingProof.Proven>()
            .Expired.ShouldBeTrue();
    }

    [Fact]
    public void A_commit_that_is_gone_proves_nothing()
    {
        var proof = Of([Verified("t", hours: 5) with { Tree = null }]);
        proof.ShouldBeOfType<StagingProof.Unproven>();
        proof.Evidence.ShouldBe(
            "these files were never on staging; what passed there last, 5 h ago, is commit-, whose commit is gone"
        );
    }

    private static StagingProof Of(
        IReadOnlyList<StagedTree> staged,
        IReadOnlyList<StagedTree>? released = null
    ) => StagingProof.Of("t", staged, released ?? [], TimeSpan.FromDays(14), Now, Words);

    private static StagedTree Verified(string tree, int hours) =>
        new("commit-of-" + tree, tree, StagingEnd.Verified, Now.AddHours(-hours), "run");
}
