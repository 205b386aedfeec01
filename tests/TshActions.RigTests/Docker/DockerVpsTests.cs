using TshActions.Rig.Docker;

namespace TshActions.RigTests.Docker;

public sealed class DockerVpsTests(DockerBench bench) : IClassFixture<DockerBench>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_vps_with_docker_boots_with_all_its_servers_and_docker()
    {
        const string format = "{{.Driver}} {{.LiveRestoreEnabled}}";

        (await bench.Vps.ShellAsync("systemctl is-system-running", Cancel)).ShouldBe("running");
        (await bench.Vps.ShellAsync($"docker info -f '{format}'", Cancel)).ShouldBe(
            "overlay2 true"
        );
        TestContext.Current.TestOutputHelper?.WriteLine($"up after {bench.Vps.BootTime}");
    }

    [Fact]
    public async Task Deploy_may_not_use_docker_before_setup()
    {
        var asked = await bench.Vps.ExecAsync(["su", "deploy", "-c", "docker info"], Cancel);

        asked.Succeeded.ShouldBeFalse();
        (asked.Output + asked.Error).ShouldContain("permission denied");
    }

    [Fact]
    public async Task A_vps_whose_docker_does_not_answer_is_not_up()
    {
        var order = new VpsOrder("dockerless", bench.Key.PublicKey)
        {
            Docker = true,
            Image = await RigImage.TagAsync(Cancel),
            Deadline = TimeSpan.FromSeconds(15),
        };

        var slow = await Vps.StartAsync(order, Cancel).ShouldThrowAsync<VpsSlowException>();

        slow.Message.ShouldMatch("not ready: .*docker; system");
    }

    [Fact]
    public async Task Its_volumes_go_with_it()
    {
        var order = new VpsOrder("volumes", bench.Key.PublicKey) { Docker = true };
        var vps = await Vps.StartAsync(order, Cancel);
        string[] names = ["inspect", "-f", "{{range .Mounts}}{{.Name}} {{end}}", vps.Name];
        var volumes = (await DockerCli.RequireAsync(names, Cancel)).Split(' ');
        volumes.Length.ShouldBe(2);
        (await AreThereAsync(volumes)).ShouldBeTrue();

        await vps.DisposeAsync();

        foreach (var volume in volumes)
            (await AreThereAsync([volume])).ShouldBeFalse();
    }

    private static async Task<bool> AreThereAsync(string[] volumes) =>
        (await DockerCli.RunAsync(["volume", "inspect", .. volumes], Cancel)).Succeeded;
}
