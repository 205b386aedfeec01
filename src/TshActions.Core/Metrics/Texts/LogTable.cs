using TshActions.Core.Reports;

namespace TshActions.Core.Metrics.Texts;

/// <summary>The deployment log as a Markdown table, newest first.</summary>
internal static class LogTable
{
    public const string Head =
        "| when (UTC) | release | environment | result | took | run |\n|---|---|---|---|---:|---|\n";

    public static string Row(string environment, DeploymentFact fact) =>
        $"| {DateText.Minute(fact.Began)} | {MarkdownText.Cell(ReleaseText.Short(fact.Release))} | {MarkdownText.Cell(environment)} | {Sign(fact)} {FigureWords.End(fact)} | {(fact.Took is { } took ? FigureWords.Time(took) : FigureText.None)} | {RunLink.Markdown(fact)} |\n";

    private static string Sign(DeploymentFact fact) =>
        fact switch
        {
            { WasTakenBack: true } => "↩️",
            { End: DeploymentEnd.Succeeded } => "✅",
            { End: DeploymentEnd.Failed } => "❌",
            { End: DeploymentEnd.Broken } => "❔",
            _ => "⏳",
        };
}
