namespace TshActions.Rig.KillMatrix.Faults;

/// <summary>Every ssh of the run is killed on its own machine.</summary>
internal sealed class ClientsKilled() : Fault("ssh killed")
{
    public override Task StrikeAsync(Scene scene, CancellationToken cancel)
    {
        scene.Child.KillSsh();
        return Task.CompletedTask;
    }
}

/// <summary>The sessions' processes are killed on the host.</summary>
internal sealed class SessionsKilled() : Fault("sshd session killed")
{
    public override Task StrikeAsync(Scene scene, CancellationToken cancel) =>
        scene.Stage.Vps.ShellAsync("pkill -KILL -f '^sshd: deploy' || :", cancel);
}

/// <summary>The host takes and sends no packet of ssh any more; its site goes on.</summary>
internal sealed class NetworkCut() : Fault("network cut")
{
    // iptables waits for its lock: two of these in a row must not trip over it.
    private const string Rules =
        "iptables -w {0} INPUT -p tcp --dport 22 -j DROP; iptables -w {0} OUTPUT -p tcp --sport 22 -j DROP";

    public override bool LeavesSessions => true;

    public override Task StrikeAsync(Scene scene, CancellationToken cancel) =>
        scene.Stage.Vps.ShellAsync("set -e; " + Rules.Replace("{0}", "-A"), cancel);

    public override Task LiftAsync(Scene scene, CancellationToken cancel) =>
        scene.Stage.Vps.ShellAsync("set -e; " + Rules.Replace("{0}", "-D"), cancel);
}
