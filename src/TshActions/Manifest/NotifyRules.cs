namespace TshActions.Manifest;

/// <summary>Somebody wants people told, and names nobody.</summary>
internal static class NotifyRules
{
    private static readonly string[] Services = ["telegram", "slack", "webhook"];

    public static IEnumerable<Problem> Check(Checked root)
    {
        if (
            root.Find("notify") is { } notify
            && Services.All(service => notify.Find(service) is null)
        )
            yield return notify.Problem(
                "`notify` names nobody to tell",
                "Name telegram, slack or webhook, or leave `notify` out."
            );
    }
}
