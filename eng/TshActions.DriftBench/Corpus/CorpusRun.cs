using TshActions.Core.Schemas;
using TshActions.Core.Schemas.Comparisons;
using TshActions.Core.Schemas.Weights;
using TshActions.Drift;
using TshActions.Rig.Docker;
using TshActions.Rig.Postgres;

namespace TshActions.DriftBench.Corpus;

/// <summary>Loads pair after pair into two servers, and lets every judge say whether the two differ.</summary>
internal static class CorpusRun
{
    /// <returns>Ours is the first.</returns>
    public static async Task<IReadOnlyList<Score>> RunAsync(
        IReadOnlyList<Pair> pairs,
        IReadOnlyList<Peer> peers,
        FixRun? fixes,
        bool verbose,
        string? otherServer,
        TextWriter output,
        CancellationToken cancel
    )
    {
        await using var serverOfA = await PrivatePostgres.StartAsync(cancel, Stand.Watched);
        await using var serverOfB = await PrivatePostgres.StartAsync(
            cancel,
            Stand.Watched,
            programs: otherServer
        );
        var (a, b) = (new Stand(serverOfA), new Stand(serverOfB));
        var ours = new Score("tsh");
        var theirs = peers.Select(peer => (peer, new Score(peer.Name))).ToList();
        foreach (var pair in pairs)
        {
            try
            {
                await Task.WhenAll(
                    a.LoadAsync($"{pair.Folder}/a.sql", pair.Roles, cancel),
                    b.LoadAsync(
                        $"{pair.Folder}/b.sql",
                        pair.RolesOfB.Count > 0 ? pair.RolesOfB : pair.Roles,
                        cancel
                    )
                );
            }
            catch (RigException error) when (otherServer is not null)
            {
                await output.WriteLineAsync($"· left out: {error.Message.TrimEnd()}");
                continue;
            }

            var read = await ReadAsync(a, b, pair.IsOfRoles, cancel);
            var differences = Comparison.Of(read[0], read[1]);
            // What is only written otherwise is told and never fails.
            var isDrift = differences.Any(one =>
                one.Like is not Likeness.Equivalent
                // Another server brings other versions of them.
                && !(
                    otherServer is not null && one is { Id.Kind: "extension", Attribute: "version" }
                )
            );
            ours.Count(pair, isDrift);
            if (isDrift != pair.IsDrift)
                await output.WriteLineAsync(
                    $"✗ {(pair.IsDrift ? "missed" : "false alarm")}: {pair.Name} ({pair.Scope})"
                );
            if (Blame.Wrong(read[0], read[1]) is { } wrong)
                await output.WriteLineAsync($"✗ blame: {pair.Name}: {wrong}");
            if (verbose || isDrift != pair.IsDrift)
                foreach (var one in differences.Take(20))
                    await output.WriteLineAsync(
                        $"    {Weight.Of(one).Severity} {one.Change} {one.Id} {one.Attribute}: {one.Before} → {one.After} {one.Like}"
                    );
            var said = await Task.WhenAll(
                theirs.Select(judge => judge.peer.JudgeAsync(a, b, cancel))
            );
            foreach (var ((_, score), says) in theirs.Zip(said))
                score.Count(pair, says);
            if (fixes is not null && !pair.IsOfRoles)
                await fixes.MendAsync(pair, differences, read[0], read[1], b, cancel);
        }

        await a.RequireNoWriteAsync(cancel);
        await b.RequireNoWriteAsync(cancel);
        return [ours, .. theirs.Select(judge => judge.Item2)];
    }

    private static Task<Catalog[]> ReadAsync(
        Stand a,
        Stand b,
        bool includeRoles,
        CancellationToken cancel
    )
    {
        var options = new ReadOptions(
            ReadOptions.NewSalt(),
            includeRoles,
            TimeSpan.FromSeconds(30)
        );
        return Task.WhenAll(a.ReadAsync(options, cancel), b.ReadAsync(options, cancel));
    }
}
