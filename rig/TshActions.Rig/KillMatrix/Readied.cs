using TshActions.Rig.Docker;

namespace TshActions.Rig.KillMatrix;

/// <summary>A play about to begin.</summary>
/// <param name="Before">The confirmed release that clients have.</param>
/// <param name="Candidate">What it is about to bring or to go back to; for a gate what it watches.</param>
internal sealed record Readied(MatrixRun Run, string Before, string Candidate)
{
    /// <summary>Brings the stage to where the play begins.</summary>
    /// <exception cref="RigException">It could not be brought there.</exception>
    public static async Task<Readied> ForAsync(
        MatrixStage stage,
        Play play,
        CancellationToken cancel
    )
    {
        var id = stage.NextRun();
        var seen = await stage.LookAsync(cancel);
        switch (play.Verb)
        {
            case "deploy-slot":
                var fresh = stage.NextRelease();
                return new(
                    stage.Deploy(fresh, id, self: play == Play.DeployAlone),
                    seen.LiveRelease,
                    fresh
                );
            case "health-gate":
                var watched = stage.NextRelease();
                var sick = play == Play.SickGate;
                await stage.MustPassAsync(stage.Deploy(watched, id, self: false, sick), cancel);
                return new(
                    new MatrixRun("health-gate", id)
                    {
                        Bake = sick ? MatrixRun.LongBake : MatrixRun.ShortBake,
                        Inputs = [new("release", watched)],
                    },
                    seen.LiveRelease,
                    watched
                );
            default:
                return await RollbackAsync(stage, named: play == Play.NamedRollback, id, cancel);
        }
    }

    private static async Task<Readied> RollbackAsync(
        MatrixStage stage,
        bool named,
        string id,
        CancellationToken cancel
    )
    {
        for (var tries = 0; tries < 3; tries++)
        {
            var seen = await stage.LookAsync(cancel);
            var target =
                named
                    ? seen.Kept.LastOrDefault(kept =>
                        kept != seen.LiveRelease
                        && kept != seen.IdleRelease
                        && !seen.Bad.Contains(kept)
                    )
                : seen.IdleRuns && !seen.Bad.Contains(seen.IdleRelease) ? seen.IdleRelease
                : null;
            if (target is { Length: > 0 })
                return new(
                    new MatrixRun("rollback", id) { Inputs = named ? [new("target", target)] : [] },
                    seen.LiveRelease,
                    target
                );
            await stage.MustPassAsync(stage.Deploy(stage.NextRelease(), stage.NextRun()), cancel);
        }

        throw new RigException($"{stage.Vps.Name} got no release to roll back to");
    }
}
