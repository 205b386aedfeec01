using TshActions.Core.Images;
using TshActions.Images;
using TshActions.Rig.Docker;
using TshActions.Rig.Secrets;

namespace TshActions.RigTests.Images;

public sealed class RegistryPullTests(ImageHost rig) : IClassFixture<ImageHost>
{
    private const string Tag = "tsh/tsh-erp-production:v1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task An_image_is_pulled_by_digest_and_the_password_is_nowhere_afterwards()
    {
        await rig.StartFreshAsync();
        var (registry, pushed) = await PushAsync();
        // What a run that was killed in the middle left behind.
        await rig.AsDeployAsync(
            $"mkdir -p {ImageHost.Root}/images/login && echo leftover >{ImageHost.Root}/images/login/config.json"
        );
        await using var watch = await ArgumentWatch.StartAsync(rig.Vps, Cancel);

        var info = await PullAsync(
            pushed.Reference,
            new RegistryLogin(Registry.User, registry.Password)
        );

        var (here, there) = await watch.EndAsync(Cancel);
        there.ShouldContain(line => line.Contains("docker login"));
        there.Concat(here).ShouldNotContain(line => line.Contains(registry.Password));
        (await rig.RunAsync(Tag)).ShouldBe("pulled");
        (await rig.RunAsync(info.Id.Text)).ShouldBe("pulled");
        await NothingLeftAsync(registry.Password);

        // What docker has needs no registry and no password any more.
        (await PullAsync(pushed.Reference, null)).Id.ShouldBe(info.Id);
    }

    [Fact(Timeout = 300_000)]
    public async Task Every_refusal_is_told_in_plain_words_and_leaves_nothing()
    {
        await rig.StartFreshAsync();
        var (registry, pushed) = await PushAsync();
        var good = new RegistryLogin(Registry.User, registry.Password);
        var wrong = good with { Password = "hunter2-is-not-it" };
        var digest = pushed.Digest;
        var unknown = $"sha256:{new string('0', 64)}";
        var strange = registry.Address.Replace(":5000", ":5001");
        (string Reference, RegistryLogin? Login, string Says)[] cases =
        [
            (pushed.Reference, wrong, $"{registry.Address} refused the user rig: wrong password"),
            (
                pushed.Reference,
                null,
                $"{registry.Address} does not show tsh/erp to somebody who is not signed in"
            ),
            (
                $"{pushed.Repository}@{unknown}",
                good,
                $"{registry.Address} has no tsh/erp with the digest {unknown}"
            ),
            (
                $"{strange}/tsh/erp@{digest}",
                null,
                $"{strange} refused the connection from vps-main"
            ),
            ($"registry.invalid/tsh/erp@{digest}", null, "vps-main cannot find registry.invalid"),
        ];

        foreach (var (reference, login, says) in cases)
        {
            var error = await Should.ThrowAsync<RemoteCommandFailed>(() =>
                PullAsync(reference, login)
            );

            error.Message.ShouldStartWith(says);
            error.Foreign.ShouldContain("docker ");
            (error.Message + error.Advice + error.Foreign).ShouldNotContain(wrong.Password);
            await NothingLeftAsync(login?.Password ?? wrong.Password);
            TestContext.Current.TestOutputHelper?.WriteLine(error.Foreign);
        }
    }

    private async Task<(Registry Registry, PushedImage Pushed)> PushAsync()
    {
        var registry = await rig.Bench.RegistryAsync();
        var tag = $"tsh-rig-pull:{Guid.NewGuid().ToString("N")[..8]}";
        var folder = Directory.CreateDirectory(
            Path.Combine(rig.Bench.Workspace, tag.Replace(':', '-'))
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "Dockerfile"),
            "FROM debian:bookworm-slim\nCMD [\"echo\", \"pulled\"]\n",
            Cancel
        );
        await DockerCli.RequireAsync(["build", "-q", "-t", tag, folder.FullName], Cancel);
        try
        {
            return (registry, await registry.PushAsync(tag, "tsh/erp", Cancel));
        }
        finally
        {
            await DockerCli.RunAsync(["rmi", tag], CancellationToken.None);
        }
    }

    private async Task<ImageInfo> PullAsync(string reference, RegistryLogin? login)
    {
        var image = ImageSource
            .Read(reference, isFile: false)
            .ShouldBeOfType<ImageSource.InRegistry>();
        await using var host = await rig.ConnectAsync();
        return await new RegistryPull(ImageHost.Leased(host)).PullAsync(image, login, Tag, Cancel);
    }

    /// <summary>No login of docker anywhere, nor the password in any file docker or the deploy user can have written.</summary>
    private async Task NothingLeftAsync(string password)
    {
        (await rig.Vps.ShellAsync($"ls -A {ImageHost.Root}/images", Cancel)).ShouldBeEmpty();
        await rig.Vps.WriteFileAsync("/root/needle", password, Cancel);
        (
            await rig.Vps.ShellAsync(
                $"grep -rlsFf /root/needle {ImageHost.Root} /home /tmp /var/tmp /run/user /dev/shm /root/.docker || true; find / -xdev -path '*/.docker/config.json' 2>/dev/null",
                Cancel
            )
        ).ShouldBeEmpty();
    }
}
