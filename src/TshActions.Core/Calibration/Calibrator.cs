using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Statistics;

namespace TshActions.Core.Calibration;

/// <summary>
/// Asks the judge itself how it would judge: draws bakes of one's own service under one's own rules. The same numbers
/// every time, so that two configurations differ by what they say and not by luck.
/// </summary>
public static class Calibrator
{
    // Single answers to be drawn in all: about a second of one processor in the published program.
    private const int Answers = 450_000;

    private const int MostHealthy = 1_000;
    private const int MostSick = 100;
    private const int Fewest = 20;

    private static readonly double[] Failing = [0.001, 0.005, 0.01];

    public static CalibrationResult Of(BakePolicy policy, ServiceModel service)
    {
        // What is not simulated must not count as missing.
        policy = policy with
        {
            Gauges = [],
            Edge = [],
            Checks = new Dictionary<string, CheckMeaning>(),
        };
        var troubles = service.Endpoints.Count is 0 ? [] : Troubles(policy, service).ToList();
        var bakes = Answers / Math.Max(1, service.Endpoints.Count * service.Ticks);
        // Most are spent where little happens: a thing that is seldom takes many tries to be seen.
        var healthy = Math.Clamp(bakes * 3 / 4 / Failing.Length, Fewest, MostHealthy);
        var sick = Math.Clamp(bakes / 4 / Math.Max(1, troubles.Count), Fewest, MostSick);
        return new CalibrationResult(
            [
                .. Failing.Select(share =>
                    Healthy(policy, service with { Failing = share }, healthy)
                ),
            ],
            [
                .. troubles.Select(trouble =>
                    Sick(policy, service with { Failing = Failing[0] }, trouble, sick)
                ),
            ],
            Target(policy, service),
            [.. P95(policy, service)]
        );
    }

    private static FalseAlarms Healthy(BakePolicy policy, ServiceModel service, int bakes)
    {
        var takenBack = Enumerable
            .Range(0, bakes)
            .Count(seed =>
                TakenBackAt(policy, service, Calibration.Troubles.None, (ulong)seed) is not null
            );
        return new FalseAlarms(
            service.Failing,
            bakes,
            takenBack,
            ErrorBounds.Upper(takenBack, bakes, 0.05)
        );
    }

    private static Detection Sick(
        BakePolicy policy,
        ServiceModel service,
        (string Name, Trouble Trouble) trouble,
        int bakes
    )
    {
        var begin = Begin(policy);
        var delays = Enumerable
            .Range(0, bakes)
            .Select(seed => TakenBackAt(policy, service, trouble.Trouble, (ulong)seed) - begin)
            .OfType<int>()
            .Where(delay => delay > 0)
            .Order()
            .ToList();
        return new Detection(trouble.Name, bakes, delays.Count, Delay(0.5), Delay(0.95));

        TimeSpan? Delay(double share) =>
            delays.Count is 0
                ? null
                : delays[(int)Math.Ceiling(share * delays.Count) - 1] * policy.Interval;
    }

    private static int? TakenBackAt(
        BakePolicy policy,
        ServiceModel service,
        Trouble trouble,
        ulong seed
    )
    {
        var bake = Simulation.Run(service, trouble, seed);
        var ruling = PostSwitchJudge.Judge(
            policy,
            new BakeCase(service.Release, new Baseline(bake.Baseline)),
            bake.Ticks,
            // A moment before the end: what is said only there takes nothing back and costs the most.
            policy.Bake - TimeSpan.FromTicks(1)
        );
        return ruling.Action is GateAction.Rollback ? ruling.Tick : null;
    }

    /// <summary>The tick a trouble begins in: the first whose times count.</summary>
    private static int Begin(BakePolicy policy) =>
        Math.Min((int)Math.Ceiling(policy.InitialDelay / policy.Interval), policy.Ticks / 2);

    private static IEnumerable<(string Name, Trouble Trouble)> Troubles(
        BakePolicy policy,
        ServiceModel service
    )
    {
        var begin = Begin(policy);
        var health = service
            .Endpoints.Where(one => one.Category is Category.Health)
            .Select(one => one.Name)
            .ToList();
        var slowest = service.Endpoints.MaxBy(one => one.Median)!.Name;
        var minute = Math.Max(1, (int)Math.Round(TimeSpan.FromMinutes(1) / policy.Interval));

        yield return ("slot dead", Calibration.Troubles.Down(tick => tick >= begin));
        yield return (
            $"{(health.Count > 0 ? "health" : "slot")} down and up by minutes",
            Calibration.Troubles.Down(
                tick => tick >= begin && (tick - begin) / minute % 2 is 0,
                health
            )
        );
        yield return (
            "crash loop",
            Calibration
                .Troubles.Down(tick => tick >= begin && (tick - begin) % 4 is 0)
                .And(
                    Calibration.Troubles.Restarts(tick => tick < begin ? 0 : (tick - begin) / 4 + 1)
                )
        );
        yield return (
            "10 % errors",
            Calibration.Troubles.Failing(tick => tick >= begin ? 0.1 : 0, FailureKind.ErrorStatus)
        );
        yield return ("6 times slower", Calibration.Troubles.Slower(tick => tick >= begin ? 6 : 1));
        if (service.Endpoints.Count > 1)
            yield return (
                $"only {slowest} 6 times slower",
                Calibration.Troubles.Slower(tick => tick >= begin ? 6 : 1, slowest)
            );
    }

    private static ErrorTargetReach? Target(BakePolicy policy, ServiceModel service)
    {
        if (policy.ErrorRate is not { } rule)
            return null;
        var business = service.Endpoints.Count(one => one.Category is not Category.Health);
        return new ErrorTargetReach(
            rule.Target,
            ErrorBounds.CleanRequests(rule.Target, 0.05),
            (long)(business > 0 ? business : service.Endpoints.Count) * service.Ticks
        );
    }

    private static IEnumerable<P95Reach> P95(BakePolicy policy, ServiceModel service)
    {
        // Of the standard normal distribution.
        const double Late = 1.6449;

        if (policy.P95 is not { } rule)
            yield break;
        var ticks = service.Ticks - (int)Math.Ceiling(policy.InitialDelay / policy.Interval);
        foreach (var category in service.Endpoints.GroupBy(one => one.Category))
            yield return new P95Reach(
                category.Key,
                rule.Below.TotalMilliseconds,
                rule.MinSamples,
                (long)category.Count() * Math.Max(0, ticks),
                category.Max(one => one.Median * Math.Exp(Late * one.Sigma))
            );
    }
}
