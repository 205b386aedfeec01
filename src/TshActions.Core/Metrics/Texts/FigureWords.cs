using TshActions.Core.Reports;

namespace TshActions.Core.Metrics.Texts;

/// <summary>A figure in words, the same wherever it is shown.</summary>
public static class FigureWords
{
    /// <summary>What DORA publishes about its metrics.</summary>
    public const string Source = "https://dora.dev/guides/dora-metrics/";

    public static string Title(FigureKind kind) =>
        kind switch
        {
            FigureKind.DeploymentFrequency => "Deployment frequency",
            FigureKind.DeploymentDuration => "Deployment duration",
            FigureKind.SuccessRate => "Success rate",
            FigureKind.RollbackRate => "Rollback rate",
            FigureKind.RecoveryTime => "Recovery time",
            FigureKind.ChangeFailureRate => "Change failure rate",
        };

    public static string Value(FigureKind kind, double? value) =>
        value is not { } known ? FigureText.None
        : FigureTargets.IsShare(kind) ? $"{known * 100:0.#} %"
        : FigureTargets.IsTime(kind) ? Time(TimeSpan.FromSeconds(known))
        : $"{known:0.#} a week";

    public static string Target(FigureKind kind) =>
        kind switch
        {
            FigureKind.DeploymentFrequency => "1–2 a week",
            FigureKind.SuccessRate => "> 95 %",
            FigureKind.DeploymentDuration => "< 10 min",
            FigureKind.RecoveryTime => "< 2 min",
            _ => "< 5 %",
        };

    /// <summary>What it was measured on, and how sure that is.</summary>
    public static string Basis(Figure figure) =>
        figure switch
        {
            { Standing: Standing.Unknown } => Nothing(figure.Kind),
            { Likely: { } likely, Now: var now } =>
                $"{now.Count} of {now.N}; likely {likely.Low * 100:0}–{likely.High * 100:0} %",
            { Now: { High90: { } slow, N: > 1 and var n } } =>
                $"median of {n}; 9 of 10 within {Time(TimeSpan.FromSeconds(slow))}",
            { Now: { High90: not null } } => "one only",
            { Now.N: var n } => FigureText.Count(n, "deployment"),
        };

    private static string Nothing(FigureKind kind) =>
        kind is FigureKind.RecoveryTime ? "nothing had to be recovered" : "nothing to measure";

    public static string Word(Standing standing) =>
        standing switch
        {
            Standing.Met => "met",
            Standing.Missed => "missed",
            Standing.Unknown => "no data",
        };

    /// <summary>Empty where none is told.</summary>
    public static string Trend(Figure figure) =>
        figure.Trend switch
        {
            Metrics.Trend.Untold => "",
            Metrics.Trend.Same => "→ no clear change",
            var trend =>
                $"{(figure.Now.Value > figure.Before.Value ? "↑" : "↓")} {(trend is Metrics.Trend.Better ? "better" : "worse")}, was {Value(figure.Kind, figure.Before.Value)}",
        };

    public static string End(DeploymentFact fact) =>
        fact switch
        {
            { End: DeploymentEnd.Succeeded, WasTakenBack: true } => "taken back later",
            { End: DeploymentEnd.Succeeded, Kind: DeploymentKind.Rollback } => "rolled back",
            { End: DeploymentEnd.Succeeded } => "succeeded",
            { End: DeploymentEnd.Failed, WasTakenBack: true } => "failed, taken back",
            { End: DeploymentEnd.Failed } => "failed",
            { End: DeploymentEnd.Broken } => "broke off",
            _ => "under way",
        };

    /// <summary>The two largest units that are there.</summary>
    public static string Time(TimeSpan time)
    {
        var whole = TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
        return whole switch
        {
            { TotalSeconds: < 0 } => FigureText.None,
            { TotalSeconds: < 60 } => $"{whole.Seconds} s",
            { TotalMinutes: < 60, Seconds: 0 } => $"{whole.Minutes} min",
            { TotalMinutes: < 60 } => $"{whole.Minutes} min {whole.Seconds} s",
            { TotalHours: < 24, Minutes: 0 } => $"{whole.Hours} h",
            { TotalHours: < 24 } => $"{whole.Hours} h {whole.Minutes} min",
            _ => $"{whole.Days} d {whole.Hours} h",
        };
    }

    /// <summary>What is counted and what is not, for whoever doubts a figure.</summary>
    public static string Definition(FigureKind kind) =>
        kind switch
        {
            FigureKind.DeploymentFrequency =>
                "Deployments that succeeded, a week of the window; rollbacks are none. More than the target asks for misses nothing. DORA's deployment frequency.",
            FigureKind.DeploymentDuration =>
                "From the begin of a deployment's record, after the checklist, until clients had the release; where neither record nor journal tells since when, until its success, with the watch in it. The median of those that succeeded.",
            FigureKind.SuccessRate =>
                "Of the deployments that succeeded or failed, those that succeeded. One that was rolled back later did succeed at first.",
            FigureKind.RollbackRate =>
                "Of the deployments that clients got, those that were taken back: by a rollback, or by a host where its journal is known.",
            FigureKind.RecoveryTime =>
                "From the decision to a working state: from the begin of a rollback to its success. Where a host's journal tells of a release taken back without one, all the time that clients had it, which is longer. DORA's failed deployment recovery time.",
            FigureKind.ChangeFailureRate =>
                "Of the deployments that succeeded or failed, those that failed or were rolled back from. DORA's change fail rate; a hotfix that followed without a rollback is not seen.",
        };
}
