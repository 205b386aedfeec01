namespace TshActions.Core.Checks;

/// <summary>What one process of a slot has logged since its start, as far as it was looked at.</summary>
public abstract record LogFacts(string Process)
{
    /// <param name="Errors">Records; an exception that prints many lines is one.</param>
    /// <param name="Kinds">Different ones, numbers left aside.</param>
    /// <param name="Excused">Records that would be errors but for an allowed text.</param>
    /// <param name="Samples">The first line of some of them: foreign text.</param>
    public sealed record Seen(
        string Process,
        int Lines,
        int Errors,
        int Kinds,
        int Excused,
        IReadOnlyList<string> Samples
    ) : LogFacts(Process);

    public sealed record Unseen(string Process, string Why) : LogFacts(Process);
}
