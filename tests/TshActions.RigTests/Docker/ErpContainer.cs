using TshActions.Rig.Docker;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Docker;

/// <summary>The sample ERP as a container in the VPS, started by hand: what the rig promises, without `tsh`.</summary>
internal sealed record ErpContainer(Vps Vps, string Name, int Port)
{
    private const string EnvPath = "/root/erp.env";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>In the host's network, or on the bridge with its port published on 127.0.0.1.</summary>
    public static async Task<ErpContainer> RunAsync(
        Vps vps,
        string image,
        string release,
        int port,
        bool host
    )
    {
        await vps.WriteFileAsync(EnvPath, DockerBench.EnvFile, Cancel);
        var name = $"erp-{port}";
        var network = host
            ? $"--network host -e HOST=127.0.0.1 -e PORT={port}"
            : $"-p 127.0.0.1:{port}:8000";
        await vps.ShellAsync(
            $"docker run -d --name {name} --restart unless-stopped {network} --env-file {EnvPath} "
                + $"-e TSH_RELEASE={release} {image}",
            Cancel
        );
        return new ErpContainer(vps, name, port);
    }

    /// <summary>Runs a command in a container of the image that ends with it; returns what it printed, on either output.</summary>
    public static async Task<string> OnceAsync(Vps vps, string image, string command)
    {
        await vps.WriteFileAsync(EnvPath, DockerBench.EnvFile, Cancel);
        return await vps.ShellAsync(
            $"docker run --rm --network host --env-file {EnvPath} {image} {command} 2>&1",
            Cancel
        );
    }

    /// <summary>One look at /health from inside the VPS: <c>200 v1</c>, or <c>000</c> where nothing listens.</summary>
    public async Task<string> HealthAsync()
    {
        string[] curl = ["curl", "-s", "-o", "/dev/null", "-m", "30", "-w", Format, Url];
        return (await Vps.ExecAsync(curl, Cancel)).Output.Trim();
    }

    public Task UntilAsync(string health) =>
        Eventually.HoldsAsync(
            $"{Name} answers {health}",
            async () => await HealthAsync() == health,
            TimeSpan.FromSeconds(60)
        );

    /// <summary>When this very process was started.</summary>
    public Task<string> StartedAtAsync() =>
        Vps.ShellAsync($"docker inspect -f '{{{{.State.StartedAt}}}}' {Name}", Cancel);

    public Task RemoveAsync() => Vps.ShellAsync($"docker rm -f {Name}", Cancel);

    private const string Format = "%{http_code} %header{x-release}";

    private string Url => $"http://127.0.0.1:{Port}/health";
}
