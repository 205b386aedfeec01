using TshActions.Core.Alembic;
using TshActions.Core.Journal;

namespace TshActions.Verbs;

/// <summary>What the revision files and a try of them say, told to a person and to the next step.</summary>
internal static class RevisionStory
{
    /// <param name="look">Null where there are no revision files.</param>
    /// <param name="tried">Revisions that went up, down and up again on a scratch.</param>
    public static void Tell(VerbRun run, RevisionLook? look, IReadOnlyList<Reversibility> tried)
    {
        Output(run, "backward-compatible", look?.Answer ?? BackwardCompatible.Unknown);
        Output(run, "reversible", Answer(look, tried));
        if (look is null)
            return;
        run.Story.Show(
            "Revisions",
            string.Join('\n', [.. look.Lines, .. tried.Select(one => Line(one))])
        );
        foreach (var problem in look.Problems)
            run.Story.Alarm(
                "Revision",
                $"{problem.What}. {problem.Fix}",
                problem.Path,
                problem.Line,
                problem.Column
            );
        foreach (var one in tried.Where(one => one.Answer is Reversible.No))
            run.Story.Warn("Reversible", Line(one));
        run.Story.Say(
            look.Decided is { } decided
                ? $"backward-compatible: {Word(look.Answer)} — {decided}"
                : $"backward-compatible: {Word(look.Answer)}"
        );
    }

    // A try proves the schema; of the data only the file says something.
    private static Reversible Answer(RevisionLook? look, IReadOnlyList<Reversibility> tried)
    {
        if (look is null or { Wrong: not null })
            return Reversible.Unknown;
        var all = look
            .Pending.Select(Reversibility.Of)
            .Concat(tried)
            .Select(one => one.Answer)
            .ToList();
        return all.Contains(Reversible.No) ? Reversible.No
            : all.Contains(Reversible.Unknown) ? Reversible.Unknown
            : Reversible.Yes;
    }

    private static string Line(Reversibility one) =>
        $"{Mark(one.Answer)} {one.Path}:{one.Line}: {one.Operation}, tried: {one.Why}";

    private static char Mark(Reversible answer) =>
        answer switch
        {
            Reversible.Yes => '✓',
            Reversible.No => '✗',
            Reversible.Unknown => '?',
        };

    private static void Output<T>(VerbRun run, string name, T answer)
        where T : struct, Enum => run.Output(name, Word(answer));

    private static string Word<T>(T answer)
        where T : struct, Enum => answer.ToString().ToLowerInvariant();
}
