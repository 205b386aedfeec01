using TshActions.Core.Releases;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Manifest;
using TshActions.Releases;
using TshActions.RigTests.Docker;
using TshActions.RigTests.Images;
using TshActions.Runtimes;
using TshActions.Ssh;

namespace TshActions.RigTests.Containers;

/// <summary>The sample ERP in a slot of docker, by the pieces a deployment is made of.</summary>
public sealed class DockerRuntimeTests(ImageHost rig) : IClassFixture<ImageHost>
{
    private static readonly ReleaseId Release = ReleaseId.Parse("v1")!.Value;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 300_000)]
    [InlineData("bridge", 8000)]
    [InlineData("host", 8011)]
    public async Task A_release_goes_from_an_archive_to_a_slot_that_answers(
        string network,
        int listens
    )
    {
        await rig.StartFreshAsync();
        var archive = await SaveErpAsync();
        await using var host = await rig.ConnectAsync();
        var (place, runtime) = await RuntimeAsync(host, network);

        var note = await runtime.UploadAsync(
            Release,
            new ReleaseSource.Archive(archive, "erp.tar"),
            Cancel
        );
        var environment = runtime.EnvironmentText(EnvironmentFile.Parse(DockerBench.EnvFile).File);
        runtime.ListenPort(Slot.Green).ShouldBe(listens);
        var deployment = $"{place.Root}/deployments/d1";
        var spec = await runtime.WriteDeploymentAsync(Slot.Green, "d1", Release, Cancel);
        var again = await runtime.WriteDeploymentAsync(Slot.Green, "d1", Release, Cancel);
        await rig.Vps.WriteFileAsync($"{deployment}/app.env", environment, Cancel);
        await rig.Vps.WriteFileAsync(
            $"{deployment}/release.env",
            $"TSH_RELEASE={Release}\nHOST={(network is "host" ? "127.0.0.1" : "0.0.0.0")}\nPORT={listens}\n",
            Cancel
        );
        await rig.Vps.ShellAsync($"chown -R deploy: {deployment}", Cancel);
        await CallAsync(
            $"docker_run_once tsh_erp_app_green-once {deployment}/container.once 'alembic upgrade head'"
        );
        await CallAsync(
            $"docker_start tsh_erp_app_green {deployment}/container.green && docker_await tsh_erp_app_green 60"
        );

        (
            await rig.Vps.ShellAsync(
                "curl -s -o /dev/null -D - http://127.0.0.1:8011/health",
                Cancel
            )
        ).ShouldContain("x-release: v1", Case.Insensitive);
        spec.Select(line => line.Split(' ')[0])
            .ShouldBe(["container.green", "container.once", "image"]);
        again.ShouldBe(spec);
        (
            await rig.Vps.ShellAsync($"stat -c '%a %U' {deployment}/container.green", Cancel)
        ).ShouldBe("600 deploy");
        (await runtime.DiagnosisAsync(Slot.Green, Cancel)).ShouldContain("status running");
        note.ShouldContain(" sent for ");
        TestContext.Current.TestOutputHelper?.WriteLine(note);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_release_never_becomes_another_image()
    {
        await rig.StartFreshAsync();
        await using var host = await rig.ConnectAsync();
        var (_, runtime) = await RuntimeAsync(host, "bridge");
        await runtime.UploadAsync(
            Release,
            new ReleaseSource.Archive(await rig.SaveAsync("CMD true"), "one.tar"),
            Cancel
        );

        var other = await rig.SaveAsync("CMD false");
        var error = await Should.ThrowAsync<BadInput>(() =>
            runtime.UploadAsync(Release, new ReleaseSource.Archive(other, "two.tar"), Cancel)
        );

        error.Message.ShouldStartWith("vps-main has a release v1 already, made from sha256:");
    }

    [Fact(Timeout = 300_000)]
    public async Task A_release_nobody_brought_cannot_be_put_into_a_slot()
    {
        await rig.StartFreshAsync();
        await using var host = await rig.ConnectAsync();
        var (_, runtime) = await RuntimeAsync(host, "bridge");

        (
            await Should.ThrowAsync<RemoteCommandFailed>(() =>
                runtime.WriteDeploymentAsync(Slot.Green, "d1", Release, Cancel)
            )
        ).Message.ShouldBe("vps-main does not know the image of v1");
    }

    private async Task<(Place Place, DockerRuntime Runtime)> RuntimeAsync(
        IRemoteHost host,
        string network
    )
    {
        await rig.Bench.WriteManifestAsync("127.0.0.1:5000/tsh/erp", network);
        var text = await File.ReadAllTextAsync(
            Path.Combine(rig.Bench.Workspace, ".github", "tsh.yml"),
            Cancel
        );
        var (manifest, problems) = ManifestReader.Read(text);
        problems.ShouldBeEmpty();
        var place = new Place(
            manifest!,
            manifest!.Environments[0],
            manifest.Environments[0].Hosts[0]
        );
        return (
            place,
            new DockerRuntime(
                new AppHost(host, place, ImageHost.Token),
                _ => { },
                TimeProvider.System
            )
        );
    }

    private async Task<string> SaveErpAsync()
    {
        var image = await rig.Bench.BuildImageAsync("v1");
        var path = Path.Combine(rig.Bench.Workspace, $"erp-{Guid.NewGuid():N}.tar");
        await image.SaveAsync(path, Cancel);
        return path;
    }

    // A function of the helper: all of it but its last part, which is what picks a command.
    private async Task CallAsync(string line)
    {
        await rig.Vps.WriteFileAsync(
            "/usr/local/lib/tsh-host-parts",
            HostHelper.Text.Split("\n# Every function `cmd_NAME`")[0],
            Cancel
        );
        var ran = await rig.AsDeployAsync($". /usr/local/lib/tsh-host-parts; {line}");
        ran.ExitCode.ShouldBe(0, ran.Output + ran.Error);
    }
}
