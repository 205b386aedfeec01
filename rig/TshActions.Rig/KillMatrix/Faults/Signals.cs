namespace TshActions.Rig.KillMatrix.Faults;

internal sealed class Nothing() : Fault("no fault")
{
    public override bool HoldsRun => false;

    public override Task StrikeAsync(Scene scene, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>As GitHub cancels a job: SIGINT, after 7.5 s SIGTERM, after another 2.5 s SIGKILL.</summary>
internal sealed class Cancelled() : Fault("sigint")
{
    public override bool HoldsRun => false;

    public override bool Asks => true;

    public override async Task StrikeAsync(Scene scene, CancellationToken cancel)
    {
        scene.Child.Signal(Signal.Interrupt);
        if (await scene.Child.EndsWithinAsync(TimeSpan.FromSeconds(7.5), cancel))
            return;
        scene.Child.Signal(Signal.Terminate);
        if (!await scene.Child.EndsWithinAsync(TimeSpan.FromSeconds(2.5), cancel))
            scene.Child.KillAll();
    }
}

/// <summary>As `docker stop` ends a container: SIGTERM, after 10 s SIGKILL.</summary>
internal sealed class Terminated() : Fault("sigterm")
{
    public override bool HoldsRun => false;

    public override bool Asks => true;

    public override async Task StrikeAsync(Scene scene, CancellationToken cancel)
    {
        scene.Child.Signal(Signal.Terminate);
        if (!await scene.Child.EndsWithinAsync(TimeSpan.FromSeconds(10), cancel))
            scene.Child.KillAll();
    }
}

/// <summary>SIGKILL: of the program alone, or with all it started, as when its container ends.</summary>
internal sealed class Killed(string name, Sequel sequel, bool alone) : Fault(name)
{
    public override bool HoldsRun => false;

    public override bool KillsRun => true;

    // Nobody is there to close the shared connection, which lasts another minute.
    public override bool LeavesSessions => alone;

    public override Sequel Sequel => sequel;

    // The post step is deploy-slot's: the others leave nothing that it would treat in another way.
    public override bool Strikes(Play play) =>
        sequel is not Sequel.PostStep || play.Verb is "deploy-slot";

    public override Task StrikeAsync(Scene scene, CancellationToken cancel)
    {
        if (alone)
            scene.Child.Signal(Signal.Kill);
        else
            scene.Child.KillAll();
        return Task.CompletedTask;
    }
}
