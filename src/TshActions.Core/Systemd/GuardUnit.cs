namespace TshActions.Core.Systemd;

/// <summary>
/// Waits on the host beside a run and takes over when it falls silent. A unit of its own and not a transient timer,
/// because it must come back after a reboot in the middle of a deployment.
/// </summary>
public sealed record GuardUnit(
    string Name,
    string App,
    string Environment,
    string User,
    string Root
)
{
    public string Path => $"/etc/systemd/system/{Name}";

    public string Text =>
        $"""
            # Written by `tsh setup`. Set-up writes it again; edit .github/tsh.yml instead.
            [Unit]
            Description={App}, {Environment}, guard
            After=network-online.target nginx.service
            ConditionPathExists={Root}/bin/tsh-host
            StartLimitIntervalSec=0

            [Service]
            Type=exec
            User={User}
            ExecStart=/bin/sh {Root}/bin/tsh-host guard {Root}
            Restart=on-failure
            RestartSec=5s

            [Install]
            WantedBy=multi-user.target

            """;
}
