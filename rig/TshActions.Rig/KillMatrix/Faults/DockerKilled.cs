namespace TshActions.Rig.KillMatrix.Faults;

/// <summary>
/// The daemon of docker is killed: systemd brings it back after two seconds, or it is held down for as long as the run
/// lasts. The containers live on, for the host has `live-restore` and they are in its own network.
/// </summary>
internal sealed class DockerKilled(string name, bool held) : Fault(name)
{
    private const string Unit = "/run/systemd/system/docker.service.d/held.conf";

    // systemd gives a unit up that starts more than three times a minute; reset-failed begins the count anew. The socket
    // would start the service for whoever asks.
    private const string Kill =
        "systemctl reset-failed docker; systemctl kill --kill-who=main -s KILL docker; while pgrep -x dockerd; do sleep 0.1; done";

    private const string Hold =
        $"mkdir -p $(dirname {Unit}) && printf '[Service]\\nRestart=no\\n' >{Unit} && systemctl daemon-reload && systemctl stop docker.socket";

    public override bool NeedsContainers => true;

    public override bool EndsWithRun => held;

    public override Task StrikeAsync(Scene scene, CancellationToken cancel) =>
        scene.Stage.Vps.ShellAsync(held ? $"{Hold} && {{ {Kill}; }}" : KillOnce, cancel);

    public override Task LiftAsync(Scene scene, CancellationToken cancel) =>
        scene.Stage.Vps.ShellAsync(
            $"rm -f {Unit} && systemctl daemon-reload && systemctl reset-failed docker; systemctl start docker.socket docker && docker info >/dev/null",
            cancel
        );

    // It may be back before anybody could see that it was gone.
    private const string KillOnce =
        "systemctl reset-failed docker; was=$(pgrep -x dockerd) && kill -KILL $was && while kill -0 $was; do sleep 0.1; done 2>/dev/null";
}
