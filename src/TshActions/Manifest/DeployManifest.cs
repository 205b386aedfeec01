using TshActions.Core.Gates;
using TshActions.Core.Nginx;
using TshActions.Core.Slots;
using TshActions.Ssh;

namespace TshActions.Manifest;

/// <summary>`.github/tsh.yml`, read and checked.</summary>
public sealed record DeployManifest(
    string App,
    ReleaseSpec Release,
    RuntimeSpec Runtime,
    ProxySpec Proxy,
    MigrationSpec? Migrations,
    IdentitySpec Identity,
    IReadOnlyList<EnvironmentSpec> Environments
);

/// <param name="Exclude">Names left out of the upload; `*` stands for any characters.</param>
/// <param name="Prepare">Run once in the release folder after the upload.</param>
public sealed record ReleaseSpec(
    IReadOnlyList<string> Exclude,
    string? Prepare,
    TimeSpan PrepareTimeout
);

/// <param name="Unit">Name pattern of the unit, without `.service`.</param>
/// <param name="Command">What starts the release, with `{port}` in it.</param>
public sealed record RuntimeSpec(
    string Unit,
    string Command,
    TimeSpan StartTimeout,
    TimeSpan StopTimeout
);

public sealed record ProxySpec(TimeSpan DrainTimeout, TimeSpan KeepAlive);

public sealed record MigrationSpec(string Command, TimeSpan Timeout);

/// <summary>How an answer tells which release gave it.</summary>
public sealed record IdentitySpec(string Path, string Header, int Answers, TimeSpan Timeout);

public sealed record EnvironmentSpec(
    string Name,
    string Branch,
    Uri Site,
    string? Requires,
    HostSpec Host,
    int BluePort,
    int GreenPort,
    GatePolicy Gate
)
{
    public int Port(Slot slot) => slot is Slot.Blue ? BluePort : GreenPort;
}

public sealed record HostSpec(string Name, string Address, int Port, string User, HostKey Key);

/// <summary>Names that follow from app and environment, in one place.</summary>
public sealed record Place(DeployManifest Manifest, EnvironmentSpec Environment)
{
    /// <summary>The folder on the host that holds everything of this app in this environment.</summary>
    public string Root => $"/var/lib/tsh/{Manifest.App}/{Environment.Name}";

    /// <summary>There: green is live. Not there: blue is. On persistent storage, so a reboot changes nothing.</summary>
    public string FlagPath => $"{Root}/live/green";

    public Site Site =>
        new(
            Manifest.App,
            Environment.Name,
            Environment.BluePort,
            Environment.GreenPort,
            FlagPath,
            Manifest.Proxy.KeepAlive
        );

    public string Unit(Slot slot) =>
        Manifest
            .Runtime.Unit.Replace("{app}", Manifest.App)
            .Replace("{environment}", Environment.Name)
            .Replace("{slot}", slot.Name) + ".service";

    public string SlotFolder(Slot slot) => $"{Root}/slots/{slot.Name}";

    public string ReleaseFolder(string release) => $"{Root}/releases/{release}";

    public string Text =>
        $"{Manifest.App}, {Environment.Name}, {Environment.Host.Name} ({Environment.Host.Address})";
}
