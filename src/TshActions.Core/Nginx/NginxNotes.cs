using TshActions.Core.Reports;

namespace TshActions.Core.Nginx;

/// <summary>What a plan warns of: settings of nginx that cost requests at a switch, each with its remedy.</summary>
public static class NginxNotes
{
    /// <summary>The first with `keepalive_min_timeout`.</summary>
    private static readonly Version Gentle = new(1, 27, 4);

    private static readonly Version Oldest = new(1, 18);

    /// <param name="keepAlive">`proxy.keepalive` of the manifest: shorter than the application's own.</param>
    /// <param name="drain">`proxy.drain-timeout` of the manifest.</param>
    public static IReadOnlyList<string> Of(NginxFacts nginx, TimeSpan keepAlive, TimeSpan drain)
    {
        List<string> notes = [];
        if (nginx.Version is { } version && version < Oldest)
            notes.Add($"nginx {version} is older than {Oldest}, the oldest that was tried");
        if (nginx.UpstreamKeepAlive > keepAlive)
            notes.Add(
                $"nginx keeps idle connections to a slot for {nginx.UpstreamKeepAlive.Value.AsUnit}, longer than proxy.keepalive ({keepAlive.AsUnit}): a POST can meet one that the application is just closing. Set `keepalive_timeout {keepAlive.AsUnit};` in that upstream, or run `tsh setup` if it is set-up's own"
            );
        if (nginx.ByReload)
            notes.AddRange(OfReload(nginx, drain));
        return notes;
    }

    private static IEnumerable<string> OfReload(NginxFacts nginx, TimeSpan drain)
    {
        if (nginx.Version is { } old && old < Gentle)
            yield return $"nginx {old} closes kept-alive connections at a reload, and a request that is just arriving on one is reset (7 per reload were seen at 5,000 requests/s): use `switch: file`, or nginx {Gentle} with `keepalive_min_timeout`";
        else if (nginx.KeepAliveMinTimeout is null)
            yield return "nginx closes kept-alive connections at a reload, and a request that is just arriving on one is reset: set `keepalive_min_timeout 3s;` in the site's server block, or use `switch: file`";
        else if (nginx.KeepAliveMinTimeout > drain)
            yield return $"keepalive_min_timeout ({nginx.KeepAliveMinTimeout.Value.AsUnit}) is longer than proxy.drain-timeout ({drain.AsUnit}): connections of before may still bring requests to the old slot when it counts as drained. Make the drain longer";
        if (nginx.WorkerShutdownTimeout is { } cut && cut < drain)
            yield return $"worker_shutdown_timeout ({cut.AsUnit}) is shorter than proxy.drain-timeout ({drain.AsUnit}): nginx cuts requests, streams and websockets that last longer than that after a reload. Make it longer, or leave it out";
    }
}
