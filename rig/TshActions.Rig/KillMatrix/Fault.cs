using TshActions.Rig.KillMatrix.Faults;

namespace TshActions.Rig.KillMatrix;

/// <summary>What may befall a run, and how it ends.</summary>
public abstract class Fault(string name)
{
    public string Name => name;

    /// <summary>Clients notice this one whatever anybody does; what they lose while it lasts is not counted.</summary>
    public virtual bool CutsTraffic => false;

    /// <summary>The run stands still while it is struck, so that the step cannot be over before the fault is there.</summary>
    public virtual bool HoldsRun => true;

    /// <summary>The run has no chance to tidy up behind itself.</summary>
    public virtual bool KillsRun => false;

    /// <summary>The run is asked to stop, and must say that it did.</summary>
    public virtual bool Asks => false;

    /// <summary>Sessions may stay on the host for a while: it does not hear that the other side is gone.</summary>
    public virtual bool LeavesSessions => false;

    /// <summary>Needs a host of which the disk is small and can be filled.</summary>
    public virtual bool NeedsSmallDisk => false;

    /// <summary>Befalls docker, so that it says nothing of units.</summary>
    public virtual bool NeedsContainers => false;

    /// <summary>It ends with the run; the others last until the host has settled without anybody's help.</summary>
    public virtual bool EndsWithRun => false;

    /// <summary>What comes after the run ended.</summary>
    public virtual Sequel Sequel => Sequel.Wait;

    public virtual bool Strikes(Play play) => true;

    public abstract Task StrikeAsync(Scene scene, CancellationToken cancel);

    /// <summary>Ends it, when the run has ended and the host had its time.</summary>
    public virtual Task LiftAsync(Scene scene, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Nothing happens: shows that a red cell is the fault's doing, and that the list of steps is right.</summary>
    public static Fault None { get; } = new Nothing();

    public static IReadOnlyList<Fault> All { get; } =
    [
        new Cancelled(),
        new Terminated(),
        new Killed("sigkill", Sequel.Wait, alone: true),
        new Killed("sigkill, post step", Sequel.PostStep, alone: false),
        new Killed("sigkill, next run", Sequel.NextRun, alone: false),
        new ClientsKilled(),
        new SessionsKilled(),
        new NetworkCut(),
        new DiskFull(),
        new NginxStopped(),
        new Rebooted(),
        new DockerKilled("docker daemon killed", held: false),
        new DockerKilled("docker daemon down", held: true),
    ];
}

/// <summary>What comes after the struck run.</summary>
public enum Sequel
{
    /// <summary>Nobody: the host is alone with it.</summary>
    Wait,

    /// <summary>The post step of the same action, as the runner starts it.</summary>
    PostStep,

    /// <summary>Another run at once.</summary>
    NextRun,
}

/// <summary>What a fault can reach.</summary>
public sealed record Scene(MatrixStage Stage, TshChild Child);
