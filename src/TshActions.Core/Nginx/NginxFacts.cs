namespace TshActions.Core.Nginx;

/// <summary>What of nginx matters to a switch, as it stands in the server blocks of the site.</summary>
/// <param name="Version">Null when it could not be read.</param>
/// <param name="ByReload">Whether a reload moves traffic; else the flag file does.</param>
/// <param name="KeepAliveMinTimeout">Null where one of the site's server blocks has none.</param>
/// <param name="WorkerShutdownTimeout">After this long a worker of before cuts what it still serves; null: never.</param>
/// <param name="UpstreamKeepAlive">The longest that an idle connection to a slot is kept; null: none is kept.</param>
public sealed record NginxFacts(
    Version? Version,
    bool ByReload,
    TimeSpan? KeepAliveMinTimeout,
    TimeSpan? WorkerShutdownTimeout,
    TimeSpan? UpstreamKeepAlive
)
{
    public static NginxFacts None { get; } = new(null, ByReload: false, null, null, null);
}
