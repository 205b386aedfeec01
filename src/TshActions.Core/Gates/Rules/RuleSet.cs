namespace TshActions.Core.Gates.Rules;

/// <summary>The rules of one policy, made ready for one bake.</summary>
internal static class RuleSet
{
    /// <param name="probes">Of the slot, by what the policy and the ticks name.</param>
    public static IReadOnlyList<IRule> Of(
        BakePolicy policy,
        BakeCase bake,
        IReadOnlyList<string> probes
    )
    {
        var health = probes.Where(probe => policy.Category(probe) is Category.Health).ToList();
        var business = probes.Except(health).ToList();
        // Where there is nothing else to ask, health is the error rate, and the other way round.
        var errors = business.Count > 0 ? business : probes;
        var lives = health.Count > 0 ? health : probes;
        List<IRule> rules = [];
        if (policy.ErrorRate is { } errorRate)
            rules.Add(new ErrorRate(errorRate, errors));
        if (policy.FailingFor is { } failingFor)
            rules.Add(new FailingFor(failingFor, lives, policy.Interval));
        if (policy.Degradation is { } degradation)
            foreach (var probe in probes)
                if (bake.Baseline.Of(probe) is { } samples)
                    rules.Add(new Degradation(degradation, probe, samples, policy.InitialDelay));
                else if (bake.HasOldSlot)
                    rules.Add(
                        new Unjudged(
                            "degradation",
                            $"{probe}: no baseline of {Baseline.Fewest} answers or more"
                        )
                    );
        if (policy.Latency is { } latency)
            foreach (var probe in probes)
                if (policy.Categories.TryGetValue(policy.Category(probe), out var category))
                    rules.Add(
                        new Latency(
                            latency,
                            probe,
                            category,
                            bake.Baseline.Median(probe),
                            policy.InitialDelay
                        )
                    );
        if (policy.P95 is { } p95)
            foreach (var group in probes.GroupBy(probe => policy.Category(probe)))
                rules.Add(new P95(p95, group.Key, [.. group], policy.InitialDelay));
        if (policy.Restarts is { } restarts)
            rules.Add(new Restarts(restarts));
        if (policy.Logs is { } logs)
            rules.Add(new LogErrors(logs));
        rules.AddRange(policy.Gauges.Select(gauge => new GaugeWatch(gauge)));
        rules.AddRange(policy.Checks.Select(check => new CheckWatch(check.Key, check.Value)));
        var limit = policy.ErrorRate?.Limit ?? new Limit(4, 8);
        rules.AddRange(policy.Edge.Select(probe => new EdgeWatch(probe, limit)));
        if (bake.HasOldSlot)
            rules.Add(new OldSlot(limit));
        return rules;
    }
}
