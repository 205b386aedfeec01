namespace TshActions.Core.Preflight;

/// <summary>What is known of one environment when it is held against another.</summary>
/// <param name="Hosts">Addresses.</param>
/// <param name="HostKeys">Fingerprints.</param>
/// <param name="Site">Host and port that clients use.</param>
public sealed record EnvironmentPlace(
    string Name,
    IReadOnlyList<string> Hosts,
    IReadOnlyList<string> HostKeys,
    string Site,
    EnvironmentMarks Marks
);

/// <summary>Whether what happens to one environment can happen to the other.</summary>
public static class Apartness
{
    public static RowFinding Of(EnvironmentPlace mine, EnvironmentPlace other)
    {
        List<string> shared =
        [
            .. mine.Hosts.Intersect(other.Hosts).Select(address => $"both are on {address}"),
            .. mine
                .HostKeys.Intersect(other.HostKeys)
                .Where(_ => !mine.Hosts.Intersect(other.Hosts).Any())
                .Select(key => $"hosts of both have the key {key}: one machine, or a copy of it"),
        ];
        if (mine.Site == other.Site)
            shared.Add($"both answer at {mine.Site}");
        if (mine.Marks.Database is { } database && database == other.Marks.Database)
            shared.Add("both use one database");
        if (mine.Marks.Key is { } key && key == other.Marks.Key)
            shared.Add("both are deployed to with one ssh key");
        if (shared.Count > 0)
            return new RowFinding.Bad(
                string.Join(", ", shared),
                $"give {other.Name} its own; where that is meant so, set `preflight.rows.isolation: off`"
            );
        List<string> unknown =
        [
            .. mine.Marks.Database is null || other.Marks.Database is null
                ? ["databases"]
                : (string[])[],
            .. mine.Marks.Key is null || other.Marks.Key is null ? ["ssh keys"] : (string[])[],
        ];
        return unknown.Count is 0
            ? new RowFinding.Good($"hosts, site, database and ssh key of {other.Name} are others")
            : new RowFinding.Blind(
                $"hosts and site of {other.Name} are others; {string.Join(" and ", unknown)} were not compared",
                $"give `env-file` and `ssh-key` to `preflight` and to `record`, and deploy to {other.Name} once"
            );
    }

    /// <summary>Whether both have variables of the same names.</summary>
    public static RowFinding Variables(EnvironmentPlace mine, EnvironmentPlace other)
    {
        if (mine.Marks.Variables is not { } here || other.Marks.Variables is not { } there)
            return new RowFinding.Blind(
                $"the variables of {(mine.Marks.Variables is null ? mine.Name : other.Name)} are not known",
                $"give `env-file` to `preflight` and to `record`, and deploy to {other.Name} once"
            );
        List<string> differences =
        [
            .. there.Except(here).Select(name => $"{name} only in {other.Name}"),
            .. here.Except(there).Select(name => $"{name} only in {mine.Name}"),
        ];
        return differences.Count is 0
            ? new RowFinding.Good($"{here.Count}, of the same names as in {other.Name}")
            : new RowFinding.Bad(
                string.Join(", ", differences),
                "set it in the other environment's secret too, or take it out"
            );
    }
}
