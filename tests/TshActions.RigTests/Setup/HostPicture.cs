using TshActions.Rig.Docker;

namespace TshActions.RigTests.Setup;

/// <summary>
/// What `tsh` could change on a host, one line each with mode, owner, time and content, so that two moments can be
/// compared. A folder's own time is left out: a file that comes and goes beside others is no change.
/// </summary>
internal static class HostPicture
{
    private const string Look = """
        find "$@" -xdev ! -path '*/__pycache__*' -type f -printf '%p %m %u:%g %T@ ' -exec sh -c 'sha256sum <"$1" | cut -c 1-16' sh {} \;
        find "$@" -xdev ! -path '*/__pycache__*' -type d -printf '%p/ %m %u:%g\n'
        find "$@" -xdev -type l -printf '%p -> %l\n'
        stat -c '%n %a %U:%G' /
        """;

    /// <summary>Where a run leaves its entry, however it ended.</summary>
    public static readonly string[] Journal = ["/journal/closed/", "/production/record "];

    /// <summary>Where a gate leaves what it measured.</summary>
    public const string Recordings = "/production/gate/";

    /// <summary>Every file under these folders.</summary>
    public static async Task<IReadOnlyList<string>> TakeAsync(
        Vps vps,
        params IEnumerable<string> folders
    )
    {
        string[] command = ["sh", "-c", Look, "sh", .. folders];
        var seen = await vps.ExecAsync(command, TestContext.Current.CancellationToken);
        return
        [
            .. seen
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Files of set-up and of deployments, and which process runs in each slot.</summary>
    /// <param name="without">What is to differ: pieces of the lines to leave out.</param>
    public static async Task<IReadOnlyList<string>> OfTshAsync(Vps vps, params string[] without)
    {
        var files = await TakeAsync(
            vps,
            "/etc/nginx",
            "/etc/systemd/system",
            "/etc/sudoers.d",
            "/var/lib/tsh"
        );
        var slots = await vps.ShellAsync(
            "systemctl show -p Id,ActiveState,MainPID tsh_erp-blue tsh_erp-green",
            TestContext.Current.CancellationToken
        );
        return [.. files.Where(line => !without.Any(line.Contains)), .. slots.Split('\n')];
    }

    /// <summary>Only what differs, so that a failing test can be read.</summary>
    public static void ShouldShowTheSameAs(
        this IReadOnlyList<string> after,
        IReadOnlyList<string> before,
        string? about = null
    )
    {
        var changes = before
            .Except(after)
            .Select(line => $"- {line}")
            .Concat(after.Except(before).Select(line => $"+ {line}"));
        changes.ShouldBeEmpty(about);
    }
}
