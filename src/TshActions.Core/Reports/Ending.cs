namespace TshActions.Core.Reports;

/// <summary>The four things every ending of every verb says.</summary>
/// <param name="What">What happened, or what failed.</param>
/// <param name="Where">App, environment, host.</param>
/// <param name="Live">Which slot is live now, and whether it was touched.</param>
/// <param name="Next">What to do next.</param>
public sealed record Ending(ExitCode Code, string What, string Where, string Live, string Next)
{
    public bool Good => Code is ExitCode.Passed;

    public string Text =>
        $"""
            {(Good ? "✓" : "✗")} {What}
              where  {Where}
              live   {Live}
              next   {Next}
            """;
}
