using TshActions.RigTests.Setup;

namespace TshActions.RigTests.Gate;

public sealed class GateRefusalTests(Workbench bench) : IClassFixture<Workbench>
{
    [Fact]
    public async Task Before_the_first_deployment_there_is_nothing_to_watch()
    {
        await using var own = await Workbench.StartAsync();
        (await own.TshAsync("setup")).ExitCode.ShouldBe(0);

        var refused = await own.TshAsync("health-gate");

        refused.ExitCode.ShouldBe(3, refused.Log);
        refused.Outputs["verdict"].ShouldBe("inconclusive");
        refused.Log.ShouldContain("no release is live yet");
    }

    [Fact]
    public async Task Another_release_than_the_one_named_is_no_measurement_of_it()
    {
        await EnsureLiveAsync();
        var before = await HostPicture.OfTshAsync(bench.Vps);

        var refused = await bench.TshAsync("health-gate", ("release", "v9"));

        refused.ExitCode.ShouldBe(3, refused.Log);
        refused.Outputs["verdict"].ShouldBe("inconclusive");
        refused.Outputs["live-release"].ShouldBe("v1");
        refused.Log.ShouldContain("v1 is live, not v9");
        (await HostPicture.OfTshAsync(bench.Vps)).ShouldShowTheSameAs(before);
    }

    [Fact]
    public async Task Plan_only_shows_what_would_be_asked_and_asks_nothing()
    {
        await EnsureLiveAsync();

        var plan = await bench.TshAsync("health-gate", ("plan-only", "true"));

        plan.ExitCode.ShouldBe(0, plan.Log);
        plan.Log.ShouldContain("probes   health (read /health), site (site /health)");
        plan.Log.ShouldNotContain("→ Bake");
    }

    [Fact]
    public async Task An_answer_to_failure_that_does_not_exist_is_refused_before_any_connection()
    {
        var refused = await bench.TshAsync("health-gate", ("on-failure", "panic"));

        refused.ExitCode.ShouldBe(2, refused.Log);
        refused.Log.ShouldContain("`on-failure` is `panic`");
        refused.Log.ShouldNotContain("Connect to");
    }

    private async Task EnsureLiveAsync()
    {
        if (!Directory.Exists(Path.Combine(bench.Workspace, "v1")))
            await bench.SetUpWithAsync("v1");
    }
}
