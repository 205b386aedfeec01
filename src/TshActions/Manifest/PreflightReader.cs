using TshActions.Core.Preflight;

namespace TshActions.Manifest;

/// <summary>Turns the checked part about the checklist into values.</summary>
internal static class PreflightReader
{
    /// <summary>What no machine ticks.</summary>
    private static readonly string[] Usual =
    [
        "all features work as expected on staging",
        "nothing unexpected in the browser's console",
    ];

    public static PreflightSpec Preflight(Checked part) =>
        new(
            Checklist.All.ToDictionary(
                row => row.Id,
                row => Enum.Parse<RowWeight>(part["rows"][row.Id].Text, ignoreCase: true)
            ),
            part["proof-expiry"].Duration,
            Texts(part, "checks") ?? [],
            Texts(part, "variables") ?? [],
            Texts(part, "critical-paths") ?? [],
            part["changelog"].Text,
            Texts(part, "manual") ?? Usual
        );

    private static string[]? Texts(Checked part, string key) =>
        part.Find(key)?.Items.Select(item => item.Text).ToArray();
}
