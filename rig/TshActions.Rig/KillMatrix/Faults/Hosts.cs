namespace TshActions.Rig.KillMatrix.Faults;

/// <summary>Not a byte more can be written where the application's folder lies: a small file system of its own.</summary>
internal sealed class DiskFull() : Fault("disk full")
{
    private const string Fill =
        "cd /var/lib/tsh && { fallocate -l $(df --output=avail -B1 . | tail -n 1) full; dd if=/dev/zero of=full-to-the-last bs=4k; } 2>/dev/null; "
        + "! sh -c 'echo x >a-byte && sync a-byte' 2>/dev/null";

    public override bool NeedsSmallDisk => true;

    public override Task StrikeAsync(Scene scene, CancellationToken cancel) =>
        scene.Stage.Vps.ShellAsync(Fill, cancel);

    public override Task LiftAsync(Scene scene, CancellationToken cancel) =>
        scene.Stage.Vps.ShellAsync("cd /var/lib/tsh && rm -f full full-to-the-last a-byte", cancel);
}

/// <summary>nginx is down for as long as the run lasts.</summary>
internal sealed class NginxStopped() : Fault("nginx stopped")
{
    public override bool CutsTraffic => true;

    public override bool EndsWithRun => true;

    public override Task StrikeAsync(Scene scene, CancellationToken cancel) =>
        scene.Stage.Vps.ShellAsync("systemctl stop nginx", cancel);

    public override Task LiftAsync(Scene scene, CancellationToken cancel) =>
        scene.Stage.Vps.ShellAsync("systemctl start nginx", cancel);
}

/// <summary>The host goes down and comes up again.</summary>
internal sealed class Rebooted() : Fault("host rebooted")
{
    public override bool CutsTraffic => true;

    public override bool EndsWithRun => true;

    public override Task StrikeAsync(Scene scene, CancellationToken cancel) =>
        scene.Stage.RebootAsync(cancel);
}
