namespace TshActions.Manifest;

/// <summary>Names of units and containers: text with {app}, {environment} and {slot} in it.</summary>
internal static class NamePattern
{
    public static string Fill(string pattern, string app, string environment, string slot) =>
        pattern.Replace("{app}", app).Replace("{environment}", environment).Replace("{slot}", slot);
}
