using System.Diagnostics;

namespace TshActions.Rig.KillMatrix;

/// <summary>Processes that should have ended.</summary>
internal static class Leftovers
{
    // Whatever the deploy user runs outside the units of the slots, and sshd for it.
    private const string Look = """
        for pid in $(pgrep -u deploy; pgrep -f '^sshd: deploy'); do
            grep -q 'tsh_erp-' "/proc/$pid/cgroup" 2>/dev/null && continue
            line=$(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null)
            [ -z "$line" ] || echo "$line"
        done | sort -u
        """;

    private const string Sessions = "^(sshd: deploy|/bin/sh $|sh $|bash -c exec /bin/sh)";

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    /// <summary>What still runs on the host after the grace.</summary>
    /// <param name="sessions">Whether sessions may stay whose other side went silent: they wait, and change nothing.</param>
    public static async Task<IReadOnlyList<string>> OnHostAsync(
        MatrixStage stage,
        TimeSpan grace,
        bool sessions,
        CancellationToken cancel
    )
    {
        var filter = sessions ? $"{{ {Look}\n}} | grep -vE '{Sessions}'; true" : Look;
        var begin = Stopwatch.GetTimestamp();
        while (true)
        {
            var left = await stage.Vps.ShellAsync(filter, cancel);
            if (left.Length is 0)
                return [];
            if (Stopwatch.GetElapsedTime(begin) > grace)
                return [.. left.Split('\n').Select(line => $"left on the host: {line.Trim()}")];
            await Task.Delay(Between, cancel);
        }
    }

    /// <summary>The run's own ssh programs that still run on this machine after the grace.</summary>
    public static async Task<IReadOnlyList<string>> HereAsync(
        TshChild child,
        TimeSpan grace,
        CancellationToken cancel
    )
    {
        var begin = Stopwatch.GetTimestamp();
        while (child.SshProcesses().Count > 0 && Stopwatch.GetElapsedTime(begin) < grace)
            await Task.Delay(Between, cancel);
        return child.SshProcesses() is { Count: > 0 } left
            ? [$"left here: {left.Count} ssh of the run"]
            : [];
    }
}
