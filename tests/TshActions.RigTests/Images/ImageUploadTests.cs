using System.Text;
using TshActions.Images;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Images;

public sealed class ImageUploadTests(ImageHost rig) : IClassFixture<ImageHost>
{
    private const string Tag = "tsh/tsh-erp-production:v1";
    private const int Large = 40_000_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task An_image_travels_once_and_the_next_release_is_only_its_own_layer()
    {
        await rig.StartFreshAsync();
        var one = await rig.SaveAsync("RUN echo one >/release\nCMD [\"cat\", \"/release\"]");
        var two = await rig.SaveAsync("RUN echo two >/release\nCMD [\"cat\", \"/release\"]");

        var first = await ShipAsync(one, Tag);
        var second = await ShipAsync(two, "tsh/tsh-erp-production:v2");
        var again = await ShipAsync(two, "tsh/tsh-erp-production:v3");

        (first.LayersSent, second.LayersSent, again.LayersSent).ShouldBe((2, 1, 0));
        first.Full.ShouldBeGreaterThan(50_000_000);
        first.Sent.ShouldBeLessThan(first.Full * 6 / 10);
        second.Sent.ShouldBeLessThan(20_000);
        again.Sent.ShouldBe(0);
        (await rig.RunAsync(Tag)).ShouldBe("one");
        (await rig.RunAsync("tsh/tsh-erp-production:v2")).ShouldBe("two");
        (await rig.RunAsync("tsh/tsh-erp-production:v3")).ShouldBe("two");
        (await rig.RunAsync(second.Id.Text)).ShouldBe("two");
        (await LeftAsync()).ShouldBeEmpty();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{first.Note}\n{second.Note}\n{again.Note}"
        );
    }

    [Fact(Timeout = 300_000)]
    public async Task A_dropped_connection_goes_on_within_the_layer()
    {
        await rig.StartFreshAsync();
        var archive = await rig.SaveAsync("COPY large /", ("large", Large));
        await ShipAsync(await rig.SaveAsync("CMD true"), Tag);
        await using var ssh = await rig.ConnectAsync();
        var drops = 0;
        await using var host = new InterruptedHost(ssh)
        {
            After = Large * 3 / 4,
            OnBytes = async () =>
            {
                drops++;
                await KillDeployAsync();
            },
        };

        await using var image = await ImageHost.OpenAsync(archive);
        var shipped = await rig.Upload(host).SendAsync(image, Tag, Cancel);

        drops.ShouldBe(1);
        // From the begin again would have been one and three quarters of it.
        shipped.Sent.ShouldBeInRange(Large, Large * 5 / 4);
        (await LeftAsync()).ShouldBeEmpty();
        await CountsAsync(Large);
        TestContext.Current.TestOutputHelper?.WriteLine(shipped.Note);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_cancelled_run_leaves_what_arrived_to_the_next_one()
    {
        await rig.StartFreshAsync();
        var archive = await rig.SaveAsync("COPY large /\nRUN echo hello >/small", ("large", Large));
        await ShipAsync(await rig.SaveAsync("CMD true"), Tag);
        using var stop = new CancellationTokenSource();
        await using (var ssh = await rig.ConnectAsync())
        await using (
            var host = new InterruptedHost(ssh)
            {
                After = Large / 2,
                OnBytes = () => stop.CancelAsync(),
            }
        )
        {
            await using var image = await ImageHost.OpenAsync(archive);
            await Should.ThrowAsync<OperationCanceledException>(() =>
                rig.Upload(host).SendAsync(image, Tag, stop.Token)
            );
        }

        await NobodyReceivesAsync();
        var part = long.Parse(
            await rig.Vps.ShellAsync($"cat {ImageHost.Root}/images/*.part | wc -c", Cancel)
        );
        part.ShouldBeGreaterThan(Large / 4);

        var shipped = await ShipAsync(archive, Tag);

        // What cannot be compressed grows by a few percent.
        shipped.Sent.ShouldBeLessThan((Large - part) * 11 / 10 + 200_000);
        await CountsAsync(Large);
        (await LeftAsync()).ShouldBeEmpty();
    }

    [Fact(Timeout = 300_000)]
    public async Task A_spoilt_beginning_is_found_and_thrown_away()
    {
        await rig.StartFreshAsync();
        await ShipAsync(await rig.SaveAsync("CMD true"), Tag);
        var archive = await rig.SaveAsync("COPY large /", ("large", 2_000_000));
        await using var image = await ImageHost.OpenAsync(archive);
        await rig.AsDeployAsync(
            $"mkdir -p {ImageHost.Root}/images && head -c 200000 /dev/zero >{ImageHost.Root}/images/{image.Layers[1].Id.Hex}.part"
        );

        var shipped = await ShipAsync(archive, Tag);

        shipped.Sent.ShouldBeGreaterThan(3_700_000);
        await CountsAsync(2_000_000);
    }

    [Fact(Timeout = 300_000)]
    public async Task When_docker_lost_layers_meanwhile_all_are_sent()
    {
        await rig.StartFreshAsync();
        var below = await ShipAsync(await rig.SaveAsync("CMD true"), Tag);
        var archive = await rig.SaveAsync("RUN echo two >/release\nCMD [\"cat\", \"/release\"]");
        await using var ssh = await rig.ConnectAsync();
        await using var host = new InterruptedHost(ssh)
        {
            OnLook = () => rig.Vps.ShellAsync($"docker rmi -f {below.Id}", Cancel),
        };

        await using var image = await ImageHost.OpenAsync(archive);
        var shipped = await rig.Upload(host).SendAsync(image, Tag, Cancel);

        (await rig.RunAsync(Tag)).ShouldBe("two");
        shipped.Sent.ShouldBeGreaterThan(10_000_000);
        rig.Told.ShouldContain(line => line.Contains("docker wants layers"));
    }

    [Fact(Timeout = 300_000)]
    public async Task An_image_for_another_platform_is_refused_before_anything_is_sent()
    {
        await rig.StartFreshAsync();
        var archive = await rig.SaveAsync("CMD true");
        var other = await RebuiltForArmAsync(archive);

        var error = await Should.ThrowAsync<BadInput>(() => ShipAsync(other, Tag));

        error.Message.ShouldBe(
            "the image was built for linux/arm64, and vps-main runs linux/amd64"
        );
        error.Advice.ShouldContain("--platform linux/amd64");
        (await rig.Vps.ShellAsync($"ls -A {ImageHost.Root}", Cancel)).ShouldNotContain("images");
        (await rig.Vps.ShellAsync("docker images -aq", Cancel)).ShouldBeEmpty();
    }

    [Fact(Timeout = 300_000)]
    public async Task A_run_that_lost_its_lease_sends_nothing()
    {
        await rig.StartFreshAsync();
        var archive = await rig.SaveAsync("CMD true");
        await using var host = await rig.ConnectAsync();
        await using var image = await ImageHost.OpenAsync(archive);
        var stranger = new ImageUpload(
            ImageHost.Leased(host) with
            {
                Token = "another",
            },
            _ => { },
            TimeProvider.System
        );

        var error = await Should.ThrowAsync<RemoteCommandFailed>(() =>
            stranger.SendAsync(image, Tag, Cancel)
        );

        error.Foreign.ShouldContain("the lease is not this run's any more");
        (await rig.Vps.ShellAsync("docker images -aq", Cancel)).ShouldBeEmpty();
    }

    [Fact(Timeout = 300_000)]
    public async Task A_docker_that_does_not_answer_is_said_with_what_to_do()
    {
        await rig.StartFreshAsync();
        var archive = await rig.SaveAsync("CMD true");
        await rig.Vps.ShellAsync("systemctl stop docker.socket docker", Cancel);
        try
        {
            var error = await Should.ThrowAsync<RemoteCommandFailed>(() => ShipAsync(archive, Tag));

            error.Message.ShouldBe("docker on vps-main cannot be used");
            error.Foreign.ShouldContain(
                "the docker daemon does not answer: start it with `systemctl start docker`"
            );
        }
        finally
        {
            await rig.Vps.ShellAsync("systemctl start docker.socket docker", Cancel);
        }
    }

    private async Task<ImageShipped> ShipAsync(string archive, string tag)
    {
        await using var host = await rig.ConnectAsync();
        await using var image = await ImageHost.OpenAsync(archive);
        return await rig.Upload(host).SendAsync(image, tag, Cancel);
    }

    private Task<string> LeftAsync() =>
        rig.Vps.ShellAsync($"ls -A {ImageHost.Root}/images 2>/dev/null || true", Cancel);

    private async Task CountsAsync(int bytes) =>
        (await rig.Vps.ShellAsync($"docker run --rm {Tag} cat /large | wc -c", Cancel)).ShouldBe(
            $"{bytes}"
        );

    /// <summary>The connection with all that runs over it, as when the host's side of it dies.</summary>
    private Task<string> KillDeployAsync() => rig.Vps.ShellAsync("pkill -KILL -u deploy", Cancel);

    private Task NobodyReceivesAsync() =>
        Eventually.HoldsAsync(
            "nobody receives any more",
            async () =>
                !(await rig.Vps.ExecAsync(["pgrep", "-u", "deploy", "gzip"], Cancel)).Succeeded
        );

    /// <summary>The same archive with the architecture in its configuration rewritten.</summary>
    private async Task<string> RebuiltForArmAsync(string archive)
    {
        var folder = Directory.CreateDirectory(archive + ".d").FullName;
        await System.Formats.Tar.TarFile.ExtractToDirectoryAsync(archive, folder, false, Cancel);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            var text = await File.ReadAllTextAsync(file, Encoding.UTF8, Cancel);
            await File.WriteAllTextAsync(
                file,
                text.Replace("\"architecture\":\"amd64\"", "\"architecture\":\"arm64\""),
                new UTF8Encoding(false),
                Cancel
            );
        }

        await System.Formats.Tar.TarFile.CreateFromDirectoryAsync(
            folder,
            archive + ".arm",
            false,
            Cancel
        );
        return archive + ".arm";
    }
}
