using TshActions.Rig.Load;

namespace TshActions.Rig.KillMatrix;

/// <summary>What must hold when a struck run has ended.</summary>
internal static class Ends
{
    private const int Cancelled = 130;
    private const int Bug = 70;

    public static IEnumerable<string> Troubles(
        Cell cell,
        TshChild child,
        bool struck,
        TimeSpan? within,
        TimeSpan took
    )
    {
        if (cell.Step.Length is 0)
        {
            if (!Titles(child).SequenceEqual(cell.Play.Steps))
                yield return $"its steps are {string.Join(", ", Titles(child))}: not those that the matrix knows";
        }
        else if (!struck)
            yield return $"no line told of \"{cell.Where}\", so nothing was struck";
        if (child.ExitCode is Bug)
            yield return "the run ended with a bug of its own";
        if (!cell.Fault.Asks || !struck)
            yield break;
        // Asked too late it has done what it was to do.
        if (child.ExitCode is not Cancelled && !(cell.IsOfLastStep && child.ExitCode is 0 or 5))
            yield return $"asked to stop it ended with exit code {child.ExitCode}, not {Cancelled}";
        if (!child.Outputs.ContainsKey("report"))
            yield return "asked to stop it wrote no outputs";
        if (within is { } most && took > most)
            yield return $"asked to stop it took {took.TotalSeconds:0.0} s, more than {most.TotalSeconds:0} s";
    }

    /// <summary>What the host says against what was live, what the run said, and its own journal.</summary>
    public static IEnumerable<string> Disagreements(
        Cell cell,
        Readied ready,
        TshChild child,
        HostSight seen
    )
    {
        if (seen.Flags > 1)
            yield return "the switch says two things at once";
        if (seen.JournalTrouble is { } trouble)
            yield return trouble;
        if (seen.LiveRelease != ready.Before && seen.LiveRelease != ready.Candidate)
            yield return $"{seen.LiveRelease} is live, which nobody brought";
        if (
            seen.LeaseAge is { } age
            && age < seen.LeaseTtl
            && seen.LeaseTtl > MatrixManifest.Lease.TotalSeconds
        )
            yield return $"nobody can take the lease for another {seen.LeaseTtl - age} s";
        if (
            seen.IsOpen
            && seen.Phase is "held"
            && !child.Log.Contains("→ Hold", StringComparison.Ordinal)
        )
            yield return $"{seen.LiveRelease} is held, and the run did not ask for that";
        var stays = child.ExitCode is 0 && cell.Play != Play.DeployForGate;
        if (stays && cell.Play != Play.SickGate && seen.LiveRelease != ready.Candidate)
            yield return $"the run said that all is well, and {seen.LiveRelease} is live instead of {ready.Candidate}";
        if (child.ExitCode is 5 && seen.LiveRelease != ready.Before)
            yield return $"the run said that the release before is live, and it is {seen.LiveRelease}";
        if (
            cell.Play.Verb is "rollback"
            && seen.LiveRelease == ready.Before
            && seen.Bad.Contains(ready.Candidate)
        )
            yield return $"the rollback to {ready.Candidate} was called off, and the next one would refuse it as bad";
        if (cell.Play == Play.DeployForGate && !seen.IsOpen && seen.LiveRelease != ready.Before)
            yield return $"{ready.Candidate} was never confirmed, and is live";
    }

    /// <param name="sick">Whether the play brings a release that fails by itself: its own answers are not lost ones.</param>
    public static IEnumerable<string> Lost(IReadOnlyList<LoadResult> counted, bool sick)
    {
        if (counted.Sum(part => part.Requests) < 50)
            yield return $"only {counted.Sum(part => part.Requests)} requests were made";
        foreach (var part in counted)
        {
            var own = sick ? part.Failures.Count(IsSickness) : 0;
            if (part.Failed > own)
                yield return $"{part.Failed - own} of {part.Requests} requests failed: {string.Join("; ", part.Failures.Where(failure => !sick || !IsSickness(failure)).Take(3).Select(failure => $"{failure.Clock:HH:mm:ss.fff} {failure.Method} {failure.Path} {failure.Outcome} {failure.Detail}"))}";
        }
    }

    // nginx itself says 502 or 504 when nobody answers behind it.
    private static bool IsSickness(LoadFailure failure) =>
        failure.Outcome is Outcome.ServerError5xx
        && (
            failure.Detail.StartsWith("500", StringComparison.Ordinal)
            || failure.Detail.StartsWith("503", StringComparison.Ordinal)
        );

    private static IEnumerable<string> Titles(TshChild child) =>
        child.Steps.Select(title =>
            Play.All.SelectMany(play => play.Steps)
                .Distinct()
                .Where(step => title.StartsWith(step, StringComparison.Ordinal))
                .MaxBy(step => step.Length)
            ?? title
        );
}
