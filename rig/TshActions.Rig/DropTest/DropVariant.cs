using TshActions.Rig.Docker;
using TshActions.Rig.DropTest.Moves;
using TshActions.Rig.Erp;

namespace TshActions.Rig.DropTest;

/// <summary>What is promised of a way to switch.</summary>
public enum Promise
{
    /// <summary>Not one request fails, and the new slot answers within 20 ms and a round trip.</summary>
    NothingDropped,

    /// <summary>No 5xx and nobody turned away. nginx may reset reused connections when it reloads; that is reported.</summary>
    NothingRefused,
}

/// <summary>
/// One pair of slot runtime and switch: a row of the table for each distance. A new one is added here by naming what
/// the manifest says, and where on the host the moment of its switch can be read.
/// </summary>
public sealed record DropVariant(string Runtime, string Switch)
{
    private const string Docker = "docker";

    // Containers as most teams have them: in a network of docker's own, the port published.
    private static readonly Dictionary<string, string> RuntimeKinds = new()
    {
        ["systemd"] = ErpManifest.Units,
        [Docker] = ErpManifest.Containers("bridge"),
    };

    private static readonly Dictionary<string, SwitchKind> SwitchKinds = new()
    {
        ["file"] = new(
            "file",
            Promise.NothingDropped,
            TrafficByRollback.Create,
            "/var/lib/tsh/tsh-erp/production/live"
        ),
        ["reload"] = new(
            "reload",
            Promise.NothingRefused,
            TrafficByRollback.Create,
            "/etc/nginx/tsh/tsh-erp/production"
        ),
        // nginx's own way, done by hand: what `reload` has to be as good as.
        ["reload-by-hand"] = new(
            "file",
            Promise.NothingRefused,
            TrafficByReload.CreateAsync,
            TrafficByReload.Folder
        ),
    };

    public static IEnumerable<string> Runtimes => RuntimeKinds.Keys;

    public static IEnumerable<string> Switches => SwitchKinds.Keys;

    /// <summary>Whether slots are containers, so that the host needs docker and a release is an image.</summary>
    public bool InContainers => Runtime is Docker;

    public Promise Promise => SwitchKinds[Switch].Promise;

    /// <summary>The folder on the host whose time of change is the moment of the switch.</summary>
    public string SwitchFolder => SwitchKinds[Switch].Folder;

    // A drain as short as can be: what is still open stays open, and the next switch need not wait for it.
    internal ErpManifest Manifest(Vps vps) =>
        ErpManifest.Of(vps) with
        {
            Runtime = RuntimeKinds[Runtime],
            Proxy = $"drain-timeout: 1s, switch: {SwitchKinds[Switch].Name}",
            Deadline = "15s",
        };

    internal Task<ITraffic> TrafficAsync(DropStage stage, CancellationToken cancel) =>
        SwitchKinds[Switch].Traffic(stage, cancel);

    public override string ToString() => $"{Runtime}, {Switch}";

    private sealed record SwitchKind(
        string Name,
        Promise Promise,
        Func<DropStage, CancellationToken, Task<ITraffic>> Traffic,
        string Folder
    );
}
