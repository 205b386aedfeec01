using TshActions.Core.Reports;

namespace TshActions.Core.Preflight;

/// <summary>One secret, as far as anybody but its jobs may know of it.</summary>
/// <param name="Set">When it was put there last: the nearest that GitHub knows to a rotation.</param>
public sealed record KnownSecret(string Name, DateTimeOffset Set);

/// <summary>Whether an environment has the secrets it needs, and how old they are.</summary>
public static class EnvironmentSecrets
{
    /// <param name="known">Of the environment, of the repository, of the organization.</param>
    public static RowFinding Needed(
        IReadOnlyList<KnownSecret> known,
        IReadOnlyList<string> names,
        string environment
    )
    {
        var missing = names.Except(known.Select(one => one.Name)).ToList();
        return missing.Count is 0
            ? new RowFinding.Good(
                $"{string.Join(", ", names)} {(names.Count is 1 ? "is" : "are")} there"
            )
            : new RowFinding.Bad(
                $"not there: {string.Join(", ", missing)}",
                string.Join(
                    "; ",
                    missing.Select(name => $"`gh secret set {name} --env {environment}`")
                )
            );
    }

    public static RowFinding Ages(
        IReadOnlyList<KnownSecret> known,
        TimeSpan most,
        string environment,
        DateTimeOffset now
    )
    {
        var old = known.Where(one => now - one.Set > most).OrderBy(one => one.Set).ToList();
        return (known, old) switch
        {
            ([], _) => new RowFinding.Good("there is none"),
            (_, []) => new RowFinding.Good(
                $"the oldest was set {(now - known.Min(one => one.Set)).AsAge} ago"
            ),
            _ => new RowFinding.Bad(
                $"older than {most.AsAge}: {string.Join(", ", old.Select(one => $"{one.Name} ({(now - one.Set).AsAge})"))}",
                $"make a new one where it is used, then `gh secret set {old[0].Name} --env {environment}`"
            ),
        };
    }

    /// <summary>No workflow's own token may list secrets: then people do.</summary>
    public static RowFinding Unseen(string environment) =>
        new RowFinding.Manual(
            $"look at Settings → Environments → {environment} yourself, or give `github-token` the token of a GitHub App with `environments: read`"
        );
}
