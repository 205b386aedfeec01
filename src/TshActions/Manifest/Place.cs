using TshActions.Core.Nginx;
using TshActions.Core.Slots;

namespace TshActions.Manifest;

/// <summary>One app in one environment on one host, and the names that follow, in one place.</summary>
public sealed record Place(DeployManifest Manifest, EnvironmentSpec Environment, HostSpec Host)
{
    /// <summary>The folder on the host that holds everything of this app in this environment.</summary>
    public string Root => $"/var/lib/tsh/{Manifest.App}/{Environment.Name}";

    /// <summary>There: green is live. Not there: blue is. On persistent storage, so a reboot changes nothing.</summary>
    public string FlagPath => $"{Root}/live/green";

    /// <summary>Where this host answers for the site.</summary>
    public Uri SiteUri => Host.Site ?? Environment.Site;

    public Site Site =>
        new(
            Manifest.App,
            Environment.Name,
            Environment.BluePort,
            Environment.GreenPort,
            FlagPath,
            Manifest.Proxy.KeepAlive
        );

    /// <summary>The unit of a slot; only systemd slots have one.</summary>
    public string Unit(Slot slot) => UnitName(slot) + ".service";

    /// <summary>The unit of a process beside it; only systemd slots have one.</summary>
    public string ProcessUnit(ProcessSpec process, Slot slot) =>
        $"{UnitName(slot)}-{process.Name}.service";

    /// <summary>The container of a slot; only docker slots have one.</summary>
    public string Container(Slot slot) => Fill(((DockerSpec)Manifest.Runtime).Container, slot);

    /// <summary>The container of a process beside it; only docker slots have one.</summary>
    public string ProcessContainer(ProcessSpec process, Slot slot) =>
        $"{Container(slot)}-{process.Name}";

    /// <summary>The container of one command of the team's, like a migration.</summary>
    public string OnceContainer => $"tsh-{Manifest.App}_{Environment.Name}-once";

    /// <summary>The unit or container that serves requests in a slot.</summary>
    public string Web(Slot slot) => Manifest.Runtime is DockerSpec ? Container(slot) : Unit(slot);

    /// <summary>The unit or container of a process beside it.</summary>
    public string Process(ProcessSpec process, Slot slot) =>
        Manifest.Runtime is DockerSpec
            ? ProcessContainer(process, slot)
            : ProcessUnit(process, slot);

    /// <summary>The unit that waits beside a run and takes over when it falls silent.</summary>
    public string GuardUnit => $"tsh-{Manifest.App}_{Environment.Name}-guard.service";

    public IReadOnlyList<string> Singletons =>
        [
            .. Manifest
                .Processes.Where(process => process.Overlap is Overlap.Singleton)
                .Select(process => process.Name),
        ];

    public string SlotFolder(Slot slot) => $"{Root}/slots/{slot.Name}";

    public string ReleaseFolder(string release) => $"{Root}/releases/{release}";

    public string Text => $"{Manifest.App}, {Environment.Name}, {Host.Name} ({Host.Address})";

    private string UnitName(Slot slot) => Fill(((SystemdSpec)Manifest.Runtime).Unit, slot);

    private string Fill(string pattern, Slot slot) =>
        NamePattern.Fill(pattern, Manifest.App, Environment.Name, slot.Name);
}
