using System.Globalization;
using TshActions.Core.Reports;
using TshActions.Manifest;

namespace TshActions.Examination;

/// <summary>The programs and servers on a host that tsh asks for something.</summary>
internal sealed record ToolRemarks(Place Place, ILookup<string, string> Said)
{
    private static readonly string[] Needed =
    [
        "awk",
        "flock",
        "gzip",
        "sha256sum",
        "tar",
        "timeout",
    ];

    public IEnumerable<Remark> All =>
        [
            Tools,
            Bash,
            .. Runtime,
            Journal,
            .. Database,
            .. Room("disk", 80, 90),
            .. Room("inodes", 80, 90),
        ];

    private Remark Tools =>
        Needed.Where(tool => !Said["tool"].Contains(tool)).ToList() is { Count: > 0 } missing
            ? new(
                Mark.Broken,
                "programs",
                $"missing: {string.Join(", ", missing)}",
                "install util-linux, coreutils, gzip, tar and an awk"
            )
            : Remark.Fine("programs", string.Join(", ", Needed));

    private Remark Bash =>
        Version.TryParse(First("bash"), out var version) && version >= new Version(5, 0)
            ? Remark.Fine("bash", $"{version}")
            : new(
                Mark.Warning,
                "bash",
                First("bash") is { Length: > 0 } old ? $"{old} is older than 5.0" : "is missing",
                "install bash 5: the probes of a gate on the host need it"
            );

    private IEnumerable<Remark> Runtime
    {
        get
        {
            yield return First("systemd") switch
            {
                "running" => Remark.Fine("systemd", "running"),
                "degraded" => new(
                    Mark.Warning,
                    "systemd",
                    "degraded: some unit failed",
                    "see which with `systemctl --failed`"
                ),
                "starting" or "initializing" => new(
                    Mark.Warning,
                    "systemd",
                    "the host is still starting",
                    "wait a moment"
                ),
                var other => new(
                    Mark.Broken,
                    "systemd",
                    $"does not answer as running: {other}",
                    "tsh needs systemd on the host"
                ),
            };
            if (Place.Manifest.Runtime is DockerSpec)
                yield return First("docker") is { } version
                    ? Remark.Fine("docker", $"{version} answers")
                    : new(
                        Mark.Broken,
                        "docker",
                        First("docker.says") ?? "is not installed",
                        "install and start docker, then run `tsh setup`: it lets the deploy user use it"
                    );
        }
    }

    private Remark Journal =>
        First("journal.readable") is "yes"
            ? Remark.Fine("journal", "can be read")
            : new(
                Mark.Warning,
                "journal",
                $"{Place.Host.User} may not read the journal, so an ending has no log lines",
                "run `tsh setup`: it adds the user to the group systemd-journal"
            );

    private IEnumerable<Remark> Database
    {
        get
        {
            if (Place.Manifest.AsksDatabase)
                yield return Said["tool"].Contains("psql")
                    ? Remark.Fine("psql", "is installed")
                    : new(
                        Mark.Warning,
                        "psql",
                        "is missing: connections are not counted and migrations not locked",
                        "apt-get install postgresql-client"
                    );
        }
    }

    private IEnumerable<Remark> Room(string what, int much, int full)
    {
        // A file system that makes inodes as it needs them has no such share.
        if (!int.TryParse(First($"{what}.used"), CultureInfo.InvariantCulture, out var used))
            return [];
        var free =
            what is "disk"
            && long.TryParse(First("disk.free"), CultureInfo.InvariantCulture, out var bytes)
                ? $", {bytes.AsSize} free"
                : "";
        return
        [
            new(
                used >= full ? Mark.Broken
                    : used >= much ? Mark.Warning
                    : Mark.Fine,
                what,
                $"{used} % used{free}",
                used >= much ? $"make room where {Place.Root} is" : ""
            ),
        ];
    }

    private string? First(string key) => Said[key].FirstOrDefault();
}
