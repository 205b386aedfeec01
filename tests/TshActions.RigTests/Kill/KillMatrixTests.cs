using TshActions.Rig.Docker;
using TshActions.Rig.KillMatrix;

namespace TshActions.RigTests.Kill;

/// <summary>
/// A sample of the kill matrix, and helpers broken on purpose that must turn it red. `eng/kill-matrix --full` plays all
/// of it.
/// </summary>
public sealed class KillMatrixTests(ITestOutputHelper output)
{
    private const int Seed = 3;
    private const int Sampled = 6;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 1_200_000)]
    public async Task Whatever_befalls_a_run_traffic_goes_on_and_the_next_run_converges()
    {
        await RequireDockerAsync();
        output.WriteLine($"seed {Seed}: {Sampled} of {Cell.OnUnits.Count} cells");
        await using var lane = new Lane();
        List<CellResult> red = [];
        foreach (
            var cell in Cell.Sample(Cell.OnUnits, Seed, Sampled)
                .OrderBy(cell => cell.Fault.NeedsSmallDisk)
        )
        {
            var result = await lane.PlayAsync(cell, timed: false, Cancel);
            output.WriteLine(result.Text);
            if (!result.Held)
                red.Add(result);
        }

        red.ShouldBeEmpty(
            string.Join("\n\n", red.Select(result => $"{result.Text}\n{result.Log}"))
        );
    }

    [Fact(Timeout = 600_000)]
    public async Task A_docker_whose_daemon_goes_under_a_run_stops_no_traffic()
    {
        await RequireDockerAsync();
        await using var lane = new Lane();
        var played = 0;
        foreach (
            var cell in Cell.All.Where(cell =>
                cell is { InContainers: true, Moment: Moment.Begin }
                && (cell.Play.Name, cell.Step, cell.Fault.Name)
                    is
                        ("deploy-slot", "Start", "docker daemon down")
                        or
                        ("rollback", "Switch", "docker daemon killed")
            )
        )
        {
            var result = await lane.PlayAsync(cell, timed: false, Cancel);
            output.WriteLine(result.Text);
            result.Held.ShouldBeTrue($"{result.Text}\n{result.Log}");
            played++;
        }

        played.ShouldBe(2);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_guard_that_never_watches_turns_a_cell_red()
    {
        var result = await SpoiledAsync(
            "sigkill, post step",
            "s/^start_guard() {/& return 0;/; s/^guard_runs() {/& return 0;/; s/^cmd_reclaim() {/& return 0;/"
        );

        result.Troubles.ShouldContain(trouble => trouble.StartsWith("unfinished"), result.Text);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_slot_that_is_stopped_while_it_is_live_turns_a_cell_red()
    {
        var result = await SpoiledAsync(
            "sigkill, next run",
            "s/^route_to() {/& halt_unit web \"$(live_slot)\";/"
        );

        result.Troubles.ShouldContain(trouble => trouble.Contains("requests failed"), result.Text);
    }

    /// <summary>A deployment killed while it proves the switch, on a host of which the program was changed.</summary>
    private static async Task<CellResult> SpoiledAsync(string fault, string sed)
    {
        await RequireDockerAsync();
        var cell = Cell.OnUnits.Single(cell =>
            cell.Play == Play.DeployForGate
            && cell is { Step: "Prove", Moment: Moment.Begin }
            && cell.Fault.Name == fault
        );
        await using var stage = await MatrixStage.BuildAsync(
            smallDisk: false,
            inContainers: false,
            Cancel
        );
        await stage.SpoilAsync(sed, Cancel);
        return await CellRun.PlayAsync(stage, cell, timed: false, Cancel);
    }

    private static async Task RequireDockerAsync()
    {
        if (await DockerCli.WhyUnusableAsync(Cancel) is { } missing)
            Missing.Report(missing);
        await Vps.RemoveStaleAsync(Cancel);
    }
}
