using TshActions.Core.Containers;
using TshActions.Core.Images;
using TshActions.Host;
using TshActions.Processes;
using TshActions.Rig.Docker;
using TshActions.RigTests.Images;

namespace TshActions.RigTests.Containers;

/// <summary>The helper's functions for containers, each as a command, run by the deploy user on a VPS with docker.</summary>
public sealed class ContainerHost : IAsyncLifetime
{
    private const string Path = "/usr/local/lib/tsh-host-under-test";
    private const string EnvFile = "/var/lib/tsh/tsh-erp/production/deployments/app.env";

    private readonly ImageHost _rig = new();
    private Digest? _image;

    public Vps Vps => _rig.Vps;

    public const string Secret = "hunter2-of-the-container"; // tsh:allow assigned-secret

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    /// <summary>No container there; the image is.</summary>
    public async Task<ContainerSpec> StartFreshAsync()
    {
        if (_image is null)
        {
            await _rig.StartFreshAsync();
            await using var host = await _rig.ConnectAsync();
            await using var archive = await ImageHost.OpenAsync(
                await _rig.SaveAsync(
                    "ENTRYPOINT [\"/usr/bin/env\"]\nCMD [\"sleep\", \"1000\"]\nUSER nobody"
                )
            );
            _image = (await _rig.Upload(host).SendAsync(archive, "tsh/rig:1", Cancel)).Id;
            var marker = "\n# Every function `cmd_NAME` is the command NAME.";
            HostHelper.Text.ShouldContain(marker);
            string[] names =
            [
                "start",
                "keep",
                "stop",
                "running",
                "await",
                "says",
                "run_once",
                "end_once",
            ];
            await Vps.WriteFileAsync(
                Path,
                HostHelper.Text.Replace(
                    marker,
                    string.Concat(
                        names.Select(name => $"\ncmd_docker_{name}() {{ docker_{name} \"$@\"; }}")
                    ) + marker
                ),
                Cancel
            );
            await _rig.AsDeployAsync($"umask 077; printf 'KEY=%s\\n' {Secret} >{EnvFile}");
        }

        await Vps.ShellAsync("docker ps -aq | xargs -r docker rm -fv", Cancel);
        return new ContainerSpec(
            "erp_green",
            new ContainerLabels("tsh-erp", "production", "green", "v1", "d1", null),
            _image.Value,
            [EnvFile],
            [],
            null,
            "bridge",
            [],
            [],
            new ContainerLimits(null, null, null, 1_000_000, 3),
            null,
            TimeSpan.FromSeconds(90),
            TimeSpan.FromSeconds(30)
        );
    }

    public Task<ProcessResult> HelpAsync(params string[] words) =>
        DockerCli.RunAsync(["exec", "-u", "deploy", Vps.Name, "sh", Path, .. words], Cancel);

    public async Task<string> MustAsync(params string[] words)
    {
        var ran = await HelpAsync(words);
        ran.ExitCode.ShouldBe(0, ran.Output + ran.Error);
        return ran.Output.Trim();
    }

    public async Task StartAsync(ContainerSpec spec) =>
        await MustAsync("docker_start", spec.Name, await WriteAsync(spec.Arguments));

    public async Task<string> WriteAsync(IReadOnlyList<string> arguments)
    {
        var written = ArgumentFile.Of(arguments).ShouldBeOfType<ArgumentFile.Written>();
        var path = $"/var/lib/tsh/tsh-erp/production/deployments/{written.Spec.Short}";
        await Vps.WriteFileAsync(path, written.Text, Cancel);
        return path;
    }

    public Task<string> InspectAsync(string name, string format) =>
        DockerCli.RequireAsync(["exec", Vps.Name, "docker", "inspect", "-f", format, name], Cancel);
}
