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
            Texts(part, "manual") ?? Usual,
            part["soak"].Duration,
            [.. part.Find("windows")?.Items.Select(Window) ?? []],
            Texts(part, "secrets") ?? ["TSH_SSH_KEY"],
            part["secret-max-age"].Duration,
            part["certificate-valid-for"].Duration,
            part["backup-max-age"].Duration,
            part.Find("api-document")?.Text,
            Texts(part, "credentials-allowed-in") ?? [],
            part["image-max-size"].Size
        );

    private static DeployWindow Window(Checked part) =>
        new(
            [.. part["days"].Items.Select(day => WindowScalars.DayOf(day.Text))],
            WindowScalars.TimeOf(part["from"].Text),
            WindowScalars.TimeOf(part["to"].Text),
            WindowScalars.ZoneOf(part["zone"].Text)
        );

    private static string[]? Texts(Checked part, string key) =>
        part.Find(key)?.Items.Select(item => item.Text).ToArray();
}
