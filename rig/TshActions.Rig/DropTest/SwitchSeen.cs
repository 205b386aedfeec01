using TshActions.Rig.Docker;
using TshActions.Rig.Load;

namespace TshActions.Rig.DropTest;

/// <summary>One switch as clients saw it. Times count from <paramref name="Flipped"/>.</summary>
/// <param name="Flipped">When the host changed what nginx looks at, by the host's own clock, which is this machine's.</param>
/// <param name="FirstNew">The first answer of the new slot; null when none came.</param>
/// <param name="FirstNewSinceStep">The same answer, from when the verb began its switch step: the way to the host
/// included.</param>
/// <param name="LastOld">The last answer of the old slot; null when none came after the step began.</param>
public sealed record SwitchSeen(
    DateTimeOffset Flipped,
    TimeSpan? FirstNew,
    TimeSpan? FirstNewSinceStep,
    TimeSpan? LastOld
)
{
    /// <summary>A file's time is that of the kernel's last tick: 1 to 10 ms coarse.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <param name="startedAt">The start of the load, from which its answers' times count.</param>
    internal static SwitchSeen Of(Move move, LoadResult seen, DateTimeOffset startedAt)
    {
        var first = startedAt + seen.AnswersOf(move.To)?.First;
        var last = startedAt + seen.AnswersOf(move.From)?.Last;
        return new SwitchSeen(
            move.Flipped,
            first - move.Flipped,
            first - (startedAt + move.Mark.At),
            last - move.Flipped
        );
    }
}

/// <summary>One move of the traffic as it was carried out.</summary>
/// <param name="Mark">Set in the load when the switch step began.</param>
internal sealed record Move(
    string From,
    string To,
    LoadMark Mark,
    DateTimeOffset Began,
    DateTimeOffset Done,
    DateTimeOffset Flipped
)
{
    /// <exception cref="RigException">The moment read from the host is not that of this step.</exception>
    public void Require()
    {
        if (Flipped < Began - SwitchSeen.Tick || Flipped > Done + SwitchSeen.Tick)
        {
            throw new RigException(
                $"The host says that it switched at {Flipped:HH:mm:ss.fff}, but the step ran from {Began:HH:mm:ss.fff} to {Done:HH:mm:ss.fff}: the folder watched is not the switch."
            );
        }
    }
}
