using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TshActions.Core.Reports;
using TshActions.Core.Shell;
using TshActions.Examination;
using TshActions.Host;
using TshActions.Manifest;
using TshActions.Probes;
using TshActions.Processes;
using TshActions.Ssh;

namespace TshActions.Verbs;

/// <summary>
/// Looks at every host for all that a deployment and its gate need, and says what is missing with its fix. Changes
/// nothing: even the helper only comes along.
/// </summary>
internal static class Doctor
{
    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        List<Examined> all = [];
        foreach (var place in run.FindPlaces())
        {
            var remarks = await ExamineAsync(run, place, cancel);
            all.Add(new(place.Host.Name, remarks));
            run.Story.Say(place.Host.Name);
            foreach (var line in remarks.SelectMany(remark => remark.Lines))
                run.Story.Say(line);
        }

        run.Live = "as before: nothing was changed";
        var report = run.Inputs["report"];
        if (report.Length > 0)
            ReportFile.Write(
                run.InWorkspace(report),
                JsonSerializer.Serialize(
                    new(1, "doctor", all),
                    DoctorReportJson.Default.DoctorReport
                )
            );
        return End(run, all);
    }

    private static Ending End(VerbRun run, List<Examined> all)
    {
        var broken = Of(Mark.Broken);
        var warnings = Of(Mark.Warning);
        return (broken, warnings) switch
        {
            ([var (host, first), ..], _) => run.End(
                ExitCode.Host,
                $"{broken.Count} broken, {warnings.Count} to look at; the first, on {host}: {first.What}: {first.Evidence}",
                first.Fix
            ),
            (_, [_, ..]) => run.End(
                ExitCode.Passed,
                $"nothing is broken, {warnings.Count} to look at",
                "the fixes stand above"
            ),
            _ => run.End(ExitCode.Passed, "all is as it should be", "nothing"),
        };

        List<(string Host, Remark Remark)> Of(Mark mark) =>
            [
                .. all.SelectMany(host =>
                    host.Remarks.Where(remark => remark.Mark == mark)
                        .Select(remark => (host.Host, remark))
                ),
            ];
    }

    private static async Task<IReadOnlyList<Remark>> ExamineAsync(
        VerbRun run,
        Place place,
        CancellationToken cancel
    )
    {
        IRemoteHost remote;
        try
        {
            remote = await run.ConnectAsync(place, place.Host.User, cancel);
        }
        catch (HostUnreachable error)
        {
            run.Story.Foreign($"what {place.Host.Name} said", error.Foreign);
            return [new(Mark.Broken, "ssh", error.Message, error.Advice)];
        }

        await using (remote)
            return
            [
                Remark.Fine("ssh", $"{place.Host.User}@{place.Host.Address}, the pinned host key"),
                .. await ExamineAsync(run, place, remote, cancel),
            ];
    }

    private static async Task<IEnumerable<Remark>> ExamineAsync(
        VerbRun run,
        Place place,
        IRemoteHost remote,
        CancellationToken cancel
    )
    {
        // The checksums of all paths that any host's traits could lead to are the same paths.
        var paths = HostRemarks
            .Readable(place, HostTraits.Read("", place.Host.User))
            .Select(file => file.Key)
            .Append($"{place.Root}/place");
        var seen = await HelpAsync(
            remote,
            cancel,
            "doctor",
            place.Root,
            string.Join('\n', paths),
            string.Join('\n', HostFiles.Rights(place))
        );
        if (!seen.Output.EndsWith("\nend\n"))
        {
            run.Story.Foreign($"what {place.Host.Name} said", seen.Error);
            return
            [
                new(
                    Mark.Broken,
                    "look",
                    $"the host's answer came to no end (exit code {seen.ExitCode})",
                    "its own words stand above"
                ),
            ];
        }

        var said = HostLines.Read(seen.Output);
        var clock = long.Parse(said["clock"].First(), CultureInfo.InvariantCulture);
        var away = DateTimeOffset.FromUnixTimeSeconds(clock) - run.Time.GetUtcNow();
        return
        [
            .. new HostRemarks(place, seen.Output, away).All,
            .. await AskSiteAsync(run, place, remote, said, cancel),
        ];
    }

    /// <summary>One question through the site, as clients come; the log must show it.</summary>
    private static async Task<IEnumerable<Remark>> AskSiteAsync(
        VerbRun run,
        Place place,
        IRemoteHost remote,
        ILookup<string, string> said,
        CancellationToken cancel
    )
    {
        using var prober = new Prober(remote, place, run.Time);
        var answer = await prober.AskSiteAsync(cancel);
        var site = answer.Status is 0
            ? new Remark(
                Mark.Broken,
                "site",
                $"{place.SiteUri} gives no answer here: {answer.Detail}",
                "see whether the name leads to this host, and what its firewall lets in"
            )
            : Remark.Fine(
                "site",
                $"{place.SiteUri} answers with {answer.Release ?? answer.Detail}"
            );
        if (
            answer.Status is 0
            || said["log.size"].FirstOrDefault() is not { } size
            || !said["log.reach"].Contains("all")
        )
            return [site];
        var logged = await HelpAsync(remote, cancel, "logged", place.Root, size);
        return
        [
            site,
            logged.Output.Trim() is not ("" or "logged 0")
                ? Remark.Fine("log is live", "a question through the site stands in it")
                : new(
                    Mark.Warning,
                    "log is live",
                    $"a question through {place.SiteUri} did not come to this host's log",
                    "see which host and which server block answer for the site; after a change of nginx's files, reload it"
                ),
        ];
    }

    private static Task<ProcessResult> HelpAsync(
        IRemoteHost remote,
        CancellationToken cancel,
        params IEnumerable<string> words
    ) =>
        remote.SendTextAsync(
            ShellCommand.Of(["sh", "-s", "--", .. words]),
            HostHelper.Text,
            cancel
        );
}

internal sealed record Examined(string Host, IReadOnlyList<Remark> Remarks);

internal sealed record DoctorReport(int Format, string Verb, IReadOnlyList<Examined> Hosts);

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(DoctorReport))]
internal sealed partial class DoctorReportJson : JsonSerializerContext;
