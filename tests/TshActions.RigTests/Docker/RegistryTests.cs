using TshActions.Processes;
using TshActions.Rig.Docker;

namespace TshActions.RigTests.Docker;

public sealed class RegistryTests(DockerBench bench) : IClassFixture<DockerBench>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_release_is_pulled_by_its_digest_after_a_login_only()
    {
        var first = await bench.PushReleaseAsync("v1");
        var second = await bench.PushReleaseAsync("v2");
        var registry = await bench.RegistryAsync();
        second.Digest.ShouldNotBe(first.Digest);

        await bench.Vps.ShellAsync($"docker logout {registry.Address}", Cancel);
        var anonymous = await PullAsync(first.Reference);
        var signedIn = await LoginAsync(registry, registry.Password);
        var pulled = await PullAsync(first.Reference);

        anonymous.Succeeded.ShouldBeFalse();
        anonymous.Error.ShouldContain("no basic auth credentials");
        signedIn.Succeeded.ShouldBeTrue(signedIn.Error);
        pulled.Succeeded.ShouldBeTrue(pulled.Error);
        (await VersionAsync(first.Reference)).ShouldBe("v1");
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        var registry = await bench.RegistryAsync();

        var refused = await LoginAsync(registry, "wrong");

        refused.Succeeded.ShouldBeFalse();
        refused.Error.ShouldContain("401 Unauthorized");
    }

    [Fact]
    public async Task A_digest_that_nobody_pushed_is_refused()
    {
        var registry = await bench.RegistryAsync();
        var pushed = await bench.PushReleaseAsync("v3");
        (await LoginAsync(registry, registry.Password)).Succeeded.ShouldBeTrue();

        var refused = await PullAsync(
            (pushed with { Digest = $"sha256:{new string('a', 64)}" }).Reference
        );

        refused.Succeeded.ShouldBeFalse();
        refused.Error.ShouldContain("manifest unknown");
    }

    [Fact]
    public async Task A_registry_the_vps_does_not_trust_is_refused()
    {
        await using var stranger = await Registry.StartAsync(Cancel);

        var refused = await LoginAsync(stranger, stranger.Password);

        refused.Succeeded.ShouldBeFalse();
        refused.Error.ShouldContain("x509");
    }

    private Task<ProcessResult> LoginAsync(Registry registry, string password) =>
        DockerCli.RunAsync(
            [
                .. new[] { "exec", "-i", bench.Vps.Name, "docker", "login", registry.Address },
                .. new[] { "--username", Registry.User, "--password-stdin" },
            ],
            password,
            Cancel
        );

    private Task<ProcessResult> PullAsync(string reference) =>
        bench.Vps.ExecAsync(["docker", "pull", "--quiet", reference], Cancel);

    private Task<string> VersionAsync(string reference) =>
        bench.Vps.ShellAsync(
            "docker inspect -f '{{index .Config.Labels \"org.opencontainers.image.version\"}}' "
                + reference,
            Cancel
        );
}
