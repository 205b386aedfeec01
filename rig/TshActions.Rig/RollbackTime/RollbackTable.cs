using TshActions.Rig.Load;

namespace TshActions.Rig.RollbackTime;

/// <summary>The figures as Markdown.</summary>
internal static class RollbackTable
{
    public static string Of(IReadOnlyList<RollbackSeen> seen, LoadResult clients) =>
        $"""
            | warm rollbacks: decision → first good answer | median | worst |
            |---|---|---|
            | seen by `tsh`, from its first line on | {Figures(seen, run => run.ByTsh)} |
            | seen by clients, from `docker run` | {Figures(seen, run => run.ByClients)} |

            {seen.Count} rollbacks under {clients.Requests:N0} requests, {clients.Failed:N0} failed. Method: the program of the image in a
            container of its own for each rollback, as a runner starts it; systemd, the flag file; host, clients and
            runner are one machine, so there is no distance between them. At most {RollbackSeen.Promise.TotalSeconds:0} s wanted, by `tsh`, in the worst case.

            """;

    private static string Figures(
        IReadOnlyList<RollbackSeen> seen,
        Func<RollbackSeen, TimeSpan> figure
    )
    {
        var sorted = seen.Select(figure).Order().ToList();
        return $"{sorted[sorted.Count / 2].TotalSeconds:0.00} s | {sorted[^1].TotalSeconds:0.00} s";
    }
}
