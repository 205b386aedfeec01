using static TshActions.RigTests.GitHub.ApiBench;
using static TshActions.RigTests.GitHub.PreflightBench;

namespace TshActions.RigTests.GitHub;

/// <summary>The label `hotfix` on the pull request that brought a commit: it shortens waits, and proves nothing.</summary>
public sealed class HotfixTests
{
    /// <summary>The clock of the tests begins on a Saturday.</summary>
    private static readonly (string, string) Waits = (
        "preflight: { ",
        """preflight: { soak: 1d, windows: [{ days: [mon], from: "02:00", to: "04:00", zone: Europe/Berlin }], """
    );

    [Fact]
    public async Task Without_the_label_it_waits_for_soak_and_window()
    {
        await using var bench = await StartAsync();

        var result = await RunAsync(bench, await GoodAsync(bench), changes: [Waits]);

        result.ExitCode.ShouldBe(1, result.Log);
        Said(result).ShouldContain("✗ soak ");
        Said(result).ShouldContain("✗ window ");
    }

    [Fact]
    public async Task With_it_neither_keeps_it_from_going_on()
    {
        await using var bench = await StartAsync();
        var main = await GoodAsync(bench);
        bench.Forge.Repository.Pulls.Single().Labels.Add("hotfix");

        var result = await RunAsync(bench, main, changes: [Waits]);

        result.ExitCode.ShouldBe(0, result.Log);
        result.Outputs["proceed"].ShouldBe("true");
        Said(result).ShouldContain("✓ staging-proof ");
        Said(result).ShouldContain("a hotfix does not wait");
    }

    [Fact]
    public async Task What_was_never_on_staging_is_refused_with_it_too()
    {
        await using var bench = await StartAsync();
        await GoodAsync(bench);
        var main = await new StagingHistory(bench).MainAsync(
            "fix: pay",
            ("app/pay.py", "pay2()\n")
        );
        Merged(bench, main, "hotfix");

        var result = await RunAsync(bench, main, changes: [Waits]);

        result.ExitCode.ShouldBe(1, result.Log);
        Said(result).ShouldContain("✗ staging-proof these files were never on staging");
        Said(result).ShouldContain("✓ merged-by-pull-request #8, a hotfix");
        Said(result).ShouldNotContain("✗ window ");
    }

    [Fact]
    public async Task The_label_of_another_pull_request_opens_nothing()
    {
        await using var bench = await StartAsync();
        var main = await GoodAsync(bench);
        Merged(bench, bench.Commit, "hotfix");

        var result = await RunAsync(bench, main, changes: [Waits]);

        Said(result).ShouldContain("✗ soak ");
        Said(result).ShouldContain("✗ window ");
    }

    private static void Merged(ApiBench bench, string commit, string label) =>
        bench.Forge.Repository.Pulls.Add(
            new(
                8,
                "Mend pay",
                "",
                "mend",
                commit,
                "main",
                bench.Commit,
                "somebody",
                bench.Time.GetUtcNow()
            )
            {
                MergedAt = bench.Time.GetUtcNow(),
                MergeSha = commit,
                Labels = [label],
            }
        );
}
