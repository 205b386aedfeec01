using TshActions.Core.Reports;

namespace TshActions.Core.Systemd;

/// <summary>The unit of one process of a slot. It points at the slot's folder, so a deployment changes no unit and needs no root.</summary>
/// <param name="StartsAtBoot">Not so a singleton: the guard starts it in the slot that is live.</param>
public sealed record SlotUnit(
    string Name,
    string Description,
    string User,
    string SlotFolder,
    string Slot,
    int Port,
    string Command,
    TimeSpan StartTimeout,
    TimeSpan StopTimeout,
    bool StartsAtBoot = true
)
{
    public string Path => $"/etc/systemd/system/{Name}";

    public string Text =>
        $"""
            # Written by `tsh setup`. Set-up writes it again; edit .github/tsh.yml instead.
            [Unit]
            Description={Description}
            After=network-online.target postgresql.service redis-server.service
            Wants=network-online.target
            ConditionPathExists={SlotFolder}/release.env
            # A deployment may start it as often as it must; a crash loop is paced by RestartSec.
            StartLimitIntervalSec=0

            [Service]
            Type=exec
            User={User}
            WorkingDirectory={SlotFolder}/release
            EnvironmentFile={SlotFolder}/app.env
            EnvironmentFile={SlotFolder}/release.env
            Environment=TSH_SLOT={Slot} PORT={Port}
            ExecStart={Command.Replace("%", "%%")}
            Restart=on-failure
            RestartSec=2s
            TimeoutStartSec={StartTimeout.AsUnit}
            TimeoutStopSec={StopTimeout.AsUnit}
            KillMode=mixed
            NoNewPrivileges=yes
            PrivateTmp=yes

            """ + (StartsAtBoot ? "\n[Install]\nWantedBy=multi-user.target\n" : "");
}
