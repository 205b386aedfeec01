using TshActions.Core.Metrics;
using TshActions.Core.Reports;
using TshActions.Manifest;
using TshActions.Metrics;

namespace TshActions.Verbs;

/// <summary>What the hosts of an environment remember, where somebody gave the key to ask them.</summary>
internal static class Journals
{
    private const string NotAsked =
        "the hosts' journals were not asked (no `journal-ssh-key`): what was done by hand, or by a host alone, is not here";

    /// <returns>With a line for people: nobody is to think that hosts were heard which were not.</returns>
    public static async Task<(IReadOnlyList<JournalEntryClosed> Entries, string Note)> ReadAsync(
        VerbRun run,
        DeployManifest manifest,
        EnvironmentSpec environment,
        CancellationToken cancel
    )
    {
        var key = run.Inputs["journal-ssh-key"];
        if (key.Length is 0)
            return ([], NotAsked);
        List<JournalEntryClosed> all = [];
        List<string> silent = [];
        foreach (var spec in environment.Hosts)
            try
            {
                var place = new Place(manifest, environment, spec);
                await using var host = await run.ConnectAsync(place, spec.User, key, cancel);
                all.AddRange(await HostJournal.ReadAsync(host, place, cancel));
            }
            catch (HostUnreachable error)
            {
                silent.Add($"{spec.Name} was not reached: {error.Message}");
            }
        return (
            all,
            silent.Count > 0
                ? string.Join("; ", silent)
                : $"the journals of {FigureText.Count(environment.Hosts.Count, "host")} are in it"
        );
    }
}
