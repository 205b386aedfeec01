namespace TshActions.Core.Schemas.Reports;

/// <summary>Severities in the two scales that code scanning knows.</summary>
internal static class SarifLevel
{
    public static string Of(Severity severity) =>
        severity switch
        {
            Severity.Critical or Severity.High => "error",
            Severity.Medium => "warning",
            Severity.Low or Severity.Info => "note",
        };

    /// <summary>
    /// Between 0.0 and 10.0: above 9.0 is critical, from 7.0 high, from 4.0 medium, below low (GitHub, "SARIF support for
    /// code scanning"). Null for what is no matter of security at all.
    /// </summary>
    public static string? Score(Severity severity) =>
        severity switch
        {
            Severity.Critical => "9.5",
            Severity.High => "8.0",
            Severity.Medium => "5.0",
            Severity.Low => "2.0",
            Severity.Info => null,
        };
}
