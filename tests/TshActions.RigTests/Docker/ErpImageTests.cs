using TshActions.Rig.Docker;
using TshActions.Rig.Erp;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Docker;

public sealed class ErpImageTests(DockerBench bench) : IClassFixture<DockerBench>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("in the host's network", 8001)]
    [InlineData("on the bridge with a published port", 8011)]
    public async Task It_migrates_and_serves_and_says_its_release(string where, int port)
    {
        var image = await bench.LoadImageAsync("v7");

        await ErpContainer.OnceAsync(bench.Vps, image.Tag, "alembic upgrade head");
        var migrated = await ErpContainer.OnceAsync(bench.Vps, image.Tag, "alembic current");
        var erp = await ErpContainer.RunAsync(
            bench.Vps,
            image.Tag,
            "v7",
            port,
            host: where == "in the host's network"
        );

        migrated.ShouldContain("0002 (head)");
        await erp.UntilAsync("200 v7");
        await Eventually.HoldsAsync(
            "the image's own check is healthy",
            async () => await CheckedAsync(erp) == "healthy",
            TimeSpan.FromSeconds(60)
        );
        (await bench.Vps.ShellAsync($"docker exec {erp.Name} id -u", Cancel)).ShouldBe("10001");
        await erp.RemoveAsync();
    }

    [Fact]
    public async Task A_fault_ordered_is_in_the_image()
    {
        var image = await bench.LoadImageAsync("sick", new ErpSwitches { NeverHealthy = true });
        await ErpContainer.OnceAsync(bench.Vps, image.Tag, "alembic upgrade head");

        var erp = await ErpContainer.RunAsync(bench.Vps, image.Tag, "sick", 8021, host: true);

        await erp.UntilAsync("503 sick");
        await Eventually.HoldsAsync(
            "the image's own check is unhealthy",
            async () => await CheckedAsync(erp) == "unhealthy",
            TimeSpan.FromSeconds(60)
        );
        await erp.RemoveAsync();
    }

    [Fact]
    public async Task Releases_differ_in_their_last_layer_only()
    {
        var good = await bench.BuildImageAsync("good");
        var slow = await bench.BuildImageAsync(
            "slow",
            new ErpSwitches { Slow = TimeSpan.FromMilliseconds(100) }
        );

        var (goods, slows) = (await LayersAsync(good), await LayersAsync(slow));

        goods.Length.ShouldBe(slows.Length);
        goods[..^1].ShouldBe(slows[..^1]);
        goods[^1].ShouldNotBe(slows[^1]);
    }

    [Fact]
    public async Task An_image_is_gone_with_its_object_and_others_stay()
    {
        var stays = await bench.BuildImageAsync("same");
        var goes = await ErpImage.BuildAsync("same", ErpSwitches.None, Cancel);
        (await IsThereAsync(goes)).ShouldBeTrue();

        await goes.DisposeAsync();

        (await IsThereAsync(goes)).ShouldBeFalse();
        (await IsThereAsync(stays)).ShouldBeTrue();
    }

    private Task<string> CheckedAsync(ErpContainer erp) =>
        bench.Vps.ShellAsync(
            $"docker inspect -f '{{{{.State.Health.Status}}}}' {erp.Name}",
            Cancel
        );

    private static async Task<string[]> LayersAsync(ErpImage image) =>
        (
            await DockerCli.RequireAsync(
                ["inspect", "-f", "{{range .RootFS.Layers}}{{.}} {{end}}", image.Tag],
                Cancel
            )
        ).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<bool> IsThereAsync(ErpImage image) =>
        (await DockerCli.RunAsync(["image", "inspect", image.Tag], Cancel)).Succeeded;
}
