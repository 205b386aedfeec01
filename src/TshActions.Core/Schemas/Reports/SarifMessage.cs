namespace TshActions.Core.Schemas.Reports;

/// <summary>Foreign words in a message of SARIF, where brackets make links (SARIF 2.1.0, 3.11.6).</summary>
internal static class SarifMessage
{
    public static string Escaped(string text) =>
        text.Replace(@"\", @"\\").Replace("[", @"\[").Replace("]", @"\]");
}
