using TshActions.Core.Reports;

namespace TshActions.Core.Preflight;

/// <summary>Whether the files have been on staging as long as the team wants to look at them there.</summary>
public static class Soak
{
    /// <param name="proof">Null where it is not known.</param>
    /// <param name="isHotfix">What cannot wait does not; that it passed there is asked all the same.</param>
    public static RowFinding Of(
        StagingProof? proof,
        TimeSpan wanted,
        bool isHotfix,
        DateTimeOffset now
    )
    {
        if (proof is not StagingProof.Proven { By.At: var since })
            return new RowFinding.Blind("they have not passed there", "see `staging-proof`");
        var age = now - since;
        return (age >= wanted, isHotfix) switch
        {
            (true, _) => new RowFinding.Good($"{age.AsAge} there, {wanted.AsAge} wanted"),
            (_, true) => new RowFinding.Good($"{age.AsAge} there; a hotfix does not wait"),
            _ => new RowFinding.Bad(
                $"{age.AsAge} there, {wanted.AsAge} wanted",
                $"run the job again in {(wanted - age).AsAge}; what cannot wait comes by a pull request labelled `hotfix`"
            ),
        };
    }
}
