using TshActions.Core.Reports;
using TshActions.Core.Slots;
using TshActions.Host;
using TshActions.Manifest;
using TshActions.Verbs;

namespace TshActions.Examination;

/// <summary>What `tsh-host doctor` said of a host, beside what the manifest wants of it.</summary>
/// <param name="Away">How far the host's clock is ahead of ours, less the time of the question.</param>
internal sealed record HostRemarks(Place Place, string Output, TimeSpan Away)
{
    private const string SetUp = "run `tsh setup`; it keeps what is in step";

    private readonly ILookup<string, string> _said = HostLines.Read(Output);

    /// <summary>Paths of which the deploy user may read the text.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Readable(
        Place place,
        HostTraits traits
    ) => HostFiles.Of(place, traits).Where(file => !file.Key.StartsWith("/etc/sudoers.d/"));

    public IReadOnlyList<Remark> All =>
        [
            Folder,
            Rights,
            Nginx,
            Traffic,
            .. new LogRemarks(Place, _said).All,
            SetUpFiles,
            Told,
            .. new ToolRemarks(Place, _said).All,
            Clock,
        ];

    private Remark Folder =>
        Said("root") switch
        {
            "writable" => Remark.Fine(
                "folder",
                $"{Place.Root}{(_said["helper"].Contains(HostHelper.FileName) ? $", {HostHelper.FileName} is in it" : ", the helper comes with the next run")}"
            ),
            null => new(Mark.Broken, "folder", $"{Place.Root} is missing", "run `tsh setup`"),
            _ => new(
                Mark.Broken,
                "folder",
                $"{Place.Root} cannot be written by {Place.Host.User}",
                "run `tsh setup`: it gives the folder to the deploy user"
            ),
        };

    private Remark Rights
    {
        get
        {
            var wanted = HostFiles.Rights(Place);
            var missing = wanted.Where(right => !_said["right"].Contains($"yes {right}")).ToList();
            return missing is []
                ? Remark.Fine("sudo rights", $"{wanted.Count} of {wanted.Count} commands")
                : new(
                    Mark.Broken,
                    "sudo rights",
                    $"missing: {string.Join(", ", missing.Select(right => $"`{right}`"))}",
                    SetUp
                );
        }
    }

    private Remark Nginx =>
        (Said("nginx.version"), Said("nginx.runs")) switch
        {
            (null or "", _) => new(
                Mark.Broken,
                "nginx",
                "/usr/sbin/nginx does not say its version",
                "install nginx 1.18 or newer"
            ),
            (_, null) => new(
                Mark.Broken,
                "nginx",
                "does not run, or not with the pid file it was built for",
                "see why with `systemctl status nginx`, start it with `sudo systemctl start nginx`"
            ),
            ({ } version, _)
                when Version.TryParse(version, out var old) && old < new Version(1, 18) => new(
                Mark.Warning,
                "nginx",
                $"{version} runs; nothing older than 1.18 was tried",
                "a newer nginx"
            ),
            ({ } version, _) => Remark.Fine("nginx", $"{version} runs"),
        };

    /// <summary>Include line, flag or upstream, and what nginx runs: as every verb reads them.</summary>
    private Remark Traffic
    {
        get
        {
            var state = Observation.Read(
                Place.Host.Name,
                Place.Site.IncludeLine,
                Output,
                Place.Manifest.Proxy.Switch
            );
            if (state.Routing is Routing.To(var live))
                return Remark.Fine("include line", $"nginx reads it and routes to {state[live]}");
            var refusal = RoutingRefusal.Of(state);
            return new(Mark.Broken, "include line", refusal.Reason, refusal.Advice);
        }
    }

    private Remark SetUpFiles
    {
        get
        {
            var files = Readable(Place, HostTraits.Read(Output, Place.Host.User)).ToList();
            var stale = files.Where(file => !_said["sum"].Contains(HostFiles.Sum(file))).ToList();
            return stale is []
                ? Remark.Fine(
                    "set-up",
                    $"{files.Count} files as this manifest and this tsh want them"
                )
                : new(
                    Mark.Warning,
                    "set-up",
                    $"would write {string.Join(", ", stale.Select(file => file.Key))}",
                    SetUp
                );
        }
    }

    private Remark Told =>
        _said["sum"].Contains(HostFiles.Sum(new($"{Place.Root}/place", PlaceFile.Text(Place))))
            ? Remark.Fine("place", "the host was told what the manifest says")
            : new(
                Mark.Warning,
                "place",
                "the host was told something else of the app, or nothing yet",
                "nothing: the next deployment tells it"
            );

    private Remark Clock =>
        Away.Duration() < TimeSpan.FromSeconds(5)
            ? Remark.Fine("clock", "within 5 s of ours")
            : new(
                Mark.Warning,
                "clock",
                $"{Away.Duration().TotalSeconds:0} s {(Away > TimeSpan.Zero ? "ahead of" : "behind")} ours",
                "keep it by NTP: `timedatectl set-ntp true`"
            );

    private string? Said(string key) => _said[key].FirstOrDefault();
}
