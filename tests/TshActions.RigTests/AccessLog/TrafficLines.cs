using System.Text.Json;
using TshActions.Rig.Docker;

namespace TshActions.RigTests.AccessLog;

/// <summary>What `tsh-host traffic` counted of one slot.</summary>
internal sealed record Counted(long Requests, long Errors, long Slow)
{
    public static Counted None { get; } = new(0, 0, 0);

    public static Counted operator +(Counted one, Counted other) =>
        new(one.Requests + other.Requests, one.Errors + other.Errors, one.Slow + other.Slow);
}

/// <summary>The helper's command on a host, run by the deploy user; the place where it was is kept on the host.</summary>
internal sealed class TrafficLines(Vps vps, string state, int slow = 500)
{
    public const string Root = "/var/lib/tsh/tsh-erp/production";
    public const string Log = "/var/log/tsh/tsh-erp_production.log";

    public Counted New { get; private set; } = Counted.None;

    public Counted Old { get; private set; } = Counted.None;

    /// <summary>What was written since the last time; null where the host leaves the member out.</summary>
    public async Task<(Counted New, Counted Old)?> TickAsync()
    {
        var said = await DockerCli.RequireAsync(
            [
                "exec",
                "-u",
                "deploy",
                vps.Name,
                "/usr/local/sbin/tsh-host",
                "traffic",
                Root,
                $"{slow}",
                state,
            ],
            TestContext.Current.CancellationToken
        );
        using var json = JsonDocument.Parse(said);
        if (!json.RootElement.TryGetProperty("traffic", out var traffic))
            return null;
        var (now, then) = (Read(traffic.GetProperty("new")), Read(traffic.GetProperty("old")));
        (New, Old) = (New + now, Old + then);
        return (now, then);
    }

    private static Counted Read(JsonElement slot) =>
        new(
            slot.GetProperty("requests").GetInt64(),
            slot.GetProperty("errors").GetInt64(),
            slot.GetProperty("slow").GetInt64()
        );
}
