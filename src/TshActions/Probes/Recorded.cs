using TshActions.Core.Reports;

namespace TshActions.Probes;

/// <summary>What became of a watch.</summary>
public enum WatchState
{
    Running,

    /// <summary>All of its ticks were due.</summary>
    Complete,

    /// <summary>It was told to.</summary>
    Stopped,

    /// <summary>Another one began.</summary>
    Replaced,

    /// <summary>The lease it began with was lost, given back or taken over.</summary>
    LeaseLost,

    /// <summary>It ended without a word: it was killed, or the host was started anew.</summary>
    Died,
}

/// <summary>A piece of a recording, as it stands in the file: whole lines of JSON.</summary>
/// <param name="State">As it was just before the lines were read: of a watch that has ended they are all there.</param>
/// <param name="Count">Lines there are in all; the next one has the number after it.</param>
public sealed record Recorded(WatchState State, int Count, IReadOnlyList<string> Lines)
{
    /// <exception cref="ActionException">The host said something else.</exception>
    public static Recorded Read(string output)
    {
        var lines = LinesOf(output);
        return
            lines is [var first, .. var rest]
            && first.Split(' ') is ["watch", var word, var count]
            && StateOf(word) is { } state
            && int.TryParse(count, out var all)
            ? new Recorded(state, all, rest)
            : throw new ActionException(
                ExitCode.Host,
                "the host did not say what became of the watch",
                "run again; if it stays like this, report it as a bug of tsh",
                output
            );
    }

    internal static string[] LinesOf(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static WatchState? StateOf(string word) =>
        word switch
        {
            "running" => WatchState.Running,
            "complete" => WatchState.Complete,
            "stopped" => WatchState.Stopped,
            "replaced" => WatchState.Replaced,
            "lease" => WatchState.LeaseLost,
            "died" => WatchState.Died,
            _ => null,
        };
}
