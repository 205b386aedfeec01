namespace TshActions.Core.Metrics;

/// <summary>What the team's deployment quality checklist asks for ("Track These Metrics").</summary>
public static class FigureTargets
{
    /// <summary>In the figure's own unit: a week's deployments, seconds, a share.</summary>
    public static double Of(FigureKind kind) =>
        kind switch
        {
            // "1-2 per week".
            FigureKind.DeploymentFrequency => 1,
            FigureKind.DeploymentDuration => 600,
            FigureKind.SuccessRate => 0.95,
            FigureKind.RollbackRate => 0.05,
            FigureKind.RecoveryTime => 120,
            FigureKind.ChangeFailureRate => 0.05,
        };

    public static bool MoreIsBetter(FigureKind kind) =>
        kind is FigureKind.DeploymentFrequency or FigureKind.SuccessRate;

    public static bool IsShare(FigureKind kind) =>
        kind is FigureKind.SuccessRate or FigureKind.RollbackRate or FigureKind.ChangeFailureRate;

    public static bool IsTime(FigureKind kind) =>
        kind is FigureKind.DeploymentDuration or FigureKind.RecoveryTime;
}
