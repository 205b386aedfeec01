namespace TshActions.Proxies;

/// <summary>What is still on its way to a slot that was left, at one moment.</summary>
/// <param name="Open">Connections to the slot.</param>
/// <param name="Workers">Workers of nginx from before a reload, which only end what they began.</param>
internal sealed record DrainLook(int Open, int Workers)
{
    public bool Nothing => this is { Open: 0, Workers: 0 };

    public string Text =>
        this switch
        {
            { Open: 0, Workers: 0 } => "no connection left",
            { Open: 0 } =>
                $"no connection left; {Count(Workers, "worker")} of before still end what they began, perhaps for other sites",
            { Workers: 0 } => $"{Count(Open, "connection")} still open",
            _ =>
                $"{Count(Open, "connection")} still open, {Count(Workers, "worker")} of nginx from before the reload",
        };

    /// <summary>How many of `tsh-host workers` are leaving.</summary>
    public static int Leaving(string output) =>
        output.Split('\n').Count(line => line.StartsWith("worker ") && line.EndsWith(" leaving"));

    private static string Count(int number, string what) =>
        $"{number} {what}{(number is 1 ? "" : "s")}";
}
