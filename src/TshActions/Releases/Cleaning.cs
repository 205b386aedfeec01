using TshActions.Core.Releases;
using TshActions.Core.Shell;
using TshActions.Host;
using TshActions.Ssh;

namespace TshActions.Releases;

/// <summary>Removes from one host what retention does not keep, under the lease.</summary>
/// <param name="helper">Path of the host helper there.</param>
/// <param name="root">Folder of the app in its environment: nothing outside it is ever touched.</param>
public sealed class Cleaning(IRemoteHost host, string helper, string root)
{
    private const int Refused = 9;
    private const int LeftSome = 4;

    /// <summary>Looks at the host and decides, without changing anything.</summary>
    /// <exception cref="RemoteCommandFailed">The host could not tell what it keeps.</exception>
    public async Task<RetentionPlan> PlanAsync(int releases, CancellationToken cancel)
    {
        var seen = await host.RunAsync(
            ShellCommand.Of(helper, "inventory", root),
            AppHost.Soon,
            cancel
        );
        return seen.Succeeded
            ? Retention.Decide(Inventory.Read(seen.Output), releases)
            : throw Failed("tell which releases are kept", seen.ExitCode, seen.Error);
    }

    /// <summary>Plans and carries out. Also when nothing goes: the host sweeps what crashes left.</summary>
    /// <param name="token">Of the lease.</param>
    /// <exception cref="RemoteCommandFailed">The lease is another run's, or the journal cannot be read.</exception>
    public async Task<CleaningReport> CleanAsync(
        string token,
        int releases,
        CancellationToken cancel
    )
    {
        var plan = await PlanAsync(releases, cancel);
        var list = string.Concat(plan.Remove.Select(removal => removal.Line + "\n"));
        var done = await host.SendTextAsync(
            ShellCommand.Of(helper, "prune", root, token),
            list,
            cancel
        );
        // A removal that did not work has a line of its own; without one the code means more than that.
        var report = CleaningReport.Read(plan, done.Output);
        return
            done.ExitCode is 0 or Refused || (done.ExitCode is LeftSome && report.Failed.Count > 0)
            ? report
            : throw Failed("remove old releases", done.ExitCode, done.Error);
    }

    private RemoteCommandFailed Failed(string what, int code, string said) =>
        new(
            $"could not {what} on {host.Name} (exit code {code})",
            "nothing that is live or kept was touched; the host's own words stand above, and the next deployment tries again",
            said
        );
}

/// <summary>What a cleaning did, in the host's own lines.</summary>
/// <param name="Removed">`deployment NAME`, `release NAME`, `image ID`, `helper NAME`.</param>
/// <param name="Refused">What the host would not remove, with its reason: the plan was made for another state.</param>
/// <param name="Failed">What could not be removed.</param>
/// <param name="Swept">Leftovers of earlier crashes.</param>
/// <param name="ImagesKept">Images docker would not remove, with its reason.</param>
public sealed record CleaningReport(
    RetentionPlan Plan,
    IReadOnlyList<string> Removed,
    IReadOnlyList<string> Refused,
    IReadOnlyList<string> Failed,
    IReadOnlyList<string> Swept,
    IReadOnlyList<string> ImagesKept
)
{
    public static CleaningReport Read(RetentionPlan plan, string output)
    {
        var said = output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .ToLookup(words => words[0], words => words.ElementAtOrDefault(1) ?? "");
        return new(
            plan,
            [.. said["removed"]],
            [.. said["refused"]],
            [.. said["failed"]],
            [.. said["swept"]],
            [.. said["kept"]]
        );
    }

    /// <summary>One line for the story of a run.</summary>
    public string Text
    {
        get
        {
            List<string> parts =
            [
                Removed.Count is 0 ? "nothing to remove" : $"{Removed.Count} removed",
            ];
            if (Swept.Count > 0)
                parts.Add($"{Swept.Count} leftovers swept");
            if (Refused.Count > 0)
                parts.Add($"the host refused {Refused.Count}, first {Refused[0]}");
            if (Failed.Count > 0)
                parts.Add($"could not remove {Failed.Count}, first {Failed[0]}");
            if (ImagesKept.Count > 0)
                parts.Add($"docker kept {ImagesKept.Count}, first {ImagesKept[0]}");
            return string.Join("; ", parts);
        }
    }
}
