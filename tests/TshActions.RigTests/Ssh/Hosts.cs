using TshActions.Manifest;
using TshActions.Ssh;

namespace TshActions.RigTests.Ssh;

/// <summary>The VPS of a bench as the ssh layer meets it.</summary>
internal static class Hosts
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<SshHost> ConnectAsync(this Workbench bench)
    {
        var cancel = TestContext.Current.CancellationToken;
        return await SshHost.ConnectAsync(
            new HostSpec(
                "vps-main",
                "127.0.0.1",
                bench.Vps.SshPort,
                "deploy",
                HostKey.Parse(bench.Vps.HostKey)
            ),
            "deploy",
            await bench.Key.ReadPrivateKeyAsync(cancel),
            [],
            TimeProvider.System,
            cancel
        );
    }
}
