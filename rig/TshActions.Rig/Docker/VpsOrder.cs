namespace TshActions.Rig.Docker;

/// <summary>Which VPS to start. <paramref name="Purpose"/> becomes part of its name.</summary>
public sealed record VpsOrder(string Purpose, string AuthorizedKey)
{
    /// <summary>The address of docker's bridge in a VPS: PostgreSQL and Redis listen there as well as on 127.0.0.1.</summary>
    public const string BridgeAddress = "192.168.217.1";

    /// <summary>With docker on it; it is up when <c>docker info</c> answers too.</summary>
    public bool Docker { get; init; }

    /// <summary>Null for the rig's own image.</summary>
    public string? Image { get; init; }

    /// <summary>Instead of the image's own, to see what becomes of a machine that cannot boot.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);

    // PostgreSQL and Redis bind to the address of docker's bridge before docker has made it.
    private static readonly string[] BridgeFlags = ["--sysctl", "net.ipv4.ip_nonlocal_bind=1"];

    /// <summary>systemd as the first process without <c>--privileged</c>; what each flag is for was found out by
    /// leaving it away (research/limits.md §4).</summary>
    internal IReadOnlyList<string> DockerArguments(string name, string image) =>
        [
            "run",
            "-d",
            "--name",
            name,
            "--hostname",
            "vps",
            "--tmpfs",
            "/run",
            "--tmpfs",
            "/run/lock",
            "--tmpfs",
            "/tmp:exec",
            "--cap-add",
            "ALL",
            "--cap-drop",
            "SYS_RESOURCE",
            "--security-opt",
            "seccomp=unconfined",
            "--security-opt",
            "apparmor=unconfined",
            "--security-opt",
            "systempaths=unconfined",
            "--cgroupns",
            "private",
            .. Docker ? BridgeFlags : [],
            .. VpsOwner.Current.DockerFlags,
            "-e",
            $"RIG_AUTHORIZED_KEY={AuthorizedKey}",
            "-p",
            "127.0.0.1::22",
            "-p",
            "127.0.0.1::80",
            "-p",
            "127.0.0.1::8080",
            image,
            .. Command,
        ];
}
