using TshActions.Core.Preflight;

namespace TshActions.RigTests.GitHub;

/// <summary>Mission C5, A6: nothing reaches production whose files did not pass on staging, whatever git was made to do.</summary>
public sealed class StagingProofTests
{
    public static TheoryData<string> Histories =>
        [.. SameFiles.All.Concat(OtherFiles.All).Select(history => history.Name)];

    [Theory]
    [MemberData(nameof(Histories))]
    public async Task A_history_has_the_right_answer(string name)
    {
        await using var bench = await ApiBench.StartAsync();
        var all = new StagingHistory(bench);
        await all.Git.RunAsync("branch", "develop");
        var history = SameFiles.All.Concat(OtherFiles.All).Single(one => one.Name == name);

        var proof = await all.AskAsync(await history.Make(all));

        if (SameFiles.All.Contains(history))
            proof.ShouldBeOfType<StagingProof.Proven>(proof.Evidence);
        else
        {
            proof.ShouldBeOfType<StagingProof.Unproven>(proof.Evidence);
            proof.Evidence.ShouldContain(history.Because);
        }
    }

    [Fact]
    public void There_are_names_for_all_of_them() =>
        SameFiles.All.Concat(OtherFiles.All).Select(history => history.Name).ShouldBeUnique();
}
