using TshActions.Core.Reports;
using TshActions.Manifest;

namespace TshActions.Examination;

/// <summary>The site's access log, by which a gate sees what clients get. Without it the gate does without.</summary>
internal sealed record LogRemarks(Place Place, ILookup<string, string> Said)
{
    private const string What = "access log";

    public IEnumerable<Remark> All => [Reached, .. Rotated];

    private Remark Reached
    {
        get
        {
            var log = Place.Site.AccessLog;
            if (Said["nginx"].FirstOrDefault() is not "ok" || !Has("site", "included"))
                return Poor(
                    "not looked for: nginx's configuration says nothing of the site",
                    "the row above"
                );
            if (!Has("log.format", "there"))
                return Poor(
                    $"nginx has no log_format {Place.Site.Name}, so a gate cannot see what clients get",
                    "run `tsh setup`"
                );
            if (!Has("log.reach", "all"))
                return Poor(
                    $"{(Has("log.reach", "some") ? "not every" : "no")} server block of the site writes it",
                    $"run `tsh setup`; where it stays so, put this line into the server block: {log.Line}"
                );
            if (!Has("log.file", "readable"))
                return Poor(
                    $"{log.Path} {(Has("log.file", "there") ? $"cannot be read by {Place.Host.User}" : "is missing")}",
                    "run `tsh setup`"
                );
            return Has("log.hides", "theirs")
                ? Poor(
                    "its line in the server block silences the access log of the http block",
                    "run `tsh setup`: it moves the line"
                )
                : Remark.Fine(What, log.Path);
        }
    }

    private IEnumerable<Remark> Rotated
    {
        get
        {
            if (!Said["tool"].Contains("logrotate"))
                yield return new(
                    Mark.Warning,
                    "rotation",
                    "logrotate is not installed: the log grows without end",
                    "apt-get install logrotate"
                );
            else if (!Has("logrotate.timer", "active") && !Has("logrotate.cron", "there"))
                yield return new(
                    Mark.Warning,
                    "rotation",
                    "logrotate is installed, but nothing runs it",
                    "systemctl enable --now logrotate.timer"
                );
            else
                yield return Remark.Fine("rotation", "logrotate runs daily");
        }
    }

    private bool Has(string key, string value) => Said[key].Contains(value);

    private static Remark Poor(string evidence, string fix) =>
        new(Mark.Warning, What, evidence, fix);
}
