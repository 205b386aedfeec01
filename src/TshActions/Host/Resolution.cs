using TshActions.Core.Journal;
using TshActions.Core.Slots;

namespace TshActions.Host;

/// <summary>What became of an unfinished entry.</summary>
/// <param name="Outcome">`nothing`, `aborted`, `reverted`, `held`, `confirmed` or `rolled-back`.</param>
/// <param name="Entry">As it was found; null when there was none.</param>
/// <param name="Cut">What the slot that was cleared still had to answer.</param>
public sealed record Resolution(string Outcome, JournalEntry? Entry, CutConnections Cut = default)
{
    public static Resolution Read(string output)
    {
        var said = HostLines.Read(output);
        return new(
            said["resolved"].FirstOrDefault()?.Split(' ')[0] ?? "nothing",
            HistoryReading.Entry(said),
            CutConnections.Read(said)
        );
    }

    public override string ToString() =>
        (Outcome, Entry) switch
        {
            ("aborted", { } entry) => $"{entry.To.Name} is cleared of {entry.Release}{Cut}",
            ("reverted", { } entry) =>
                $"traffic is back in {entry.From.Name}, and {entry.To.Name} is cleared of {entry.Release}{Cut}",
            ("held", { } entry) => $"{entry.Release} stays live in {entry.To.Name}, unconfirmed",
            ("confirmed", { } entry) => $"{entry.Release} is confirmed in {entry.To.Name}",
            ("rolled-back", { } entry) => $"{entry.Release} is live again in {entry.To.Name}",
            _ => "nothing was left to do",
        };
}
