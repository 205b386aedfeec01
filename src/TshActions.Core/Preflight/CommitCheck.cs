using TshActions.Core.Reports;

namespace TshActions.Core.Preflight;

/// <summary>One check of a commit, of whatever kind GitHub keeps it.</summary>
/// <param name="Own">Whether it is of the very run that asks, which is not over yet.</param>
public sealed record CommitCheck(string Name, CheckEnd End, string Said, bool Own = false);

public enum CheckEnd
{
    Passed,
    Failed,
    Running,
}

/// <summary>Whether a commit's checks let it go on.</summary>
public static class CommitChecks
{
    /// <param name="required">Names that must be among them.</param>
    public static RowFinding Of(IReadOnlyList<CommitCheck> checks, IReadOnlyList<string> required)
    {
        // The job that asks runs, and so may others beside it that nothing waits for.
        var counted = checks.Where(check => !check.Own || required.Contains(check.Name)).ToList();
        var failed = counted.Where(check => check.End is CheckEnd.Failed).ToList();
        var missing = required.Where(name => counted.All(check => check.Name != name)).ToList();
        var running = counted.Where(check => check.End is CheckEnd.Running).ToList();
        return (failed, missing, running) switch
        {
            ([_, ..], _, _) => new RowFinding.Bad(
                $"{failed.Count} failed: {string.Join(", ", failed.Select(check => $"{check.Name} ({check.Said})"))}",
                "mend what failed, and push again"
            ),
            (_, [_, ..], _) => new RowFinding.Bad(
                $"never ran: {string.Join(", ", missing)}",
                "let it run for this commit, or take it out of `preflight.checks`"
            ),
            (_, _, [_, ..]) => new RowFinding.Blind(
                $"still running: {string.Join(", ", running.Select(check => check.Name))}",
                "wait for it, then run this job again"
            ),
            _ => new RowFinding.Good(
                counted.Count is 0
                    ? "none beside this run's own"
                    : $"{counted.Count} passed: {FewText.Of([.. counted.Select(check => check.Name).Distinct()])}"
            ),
        };
    }
}
