using TshActions.Core.Metrics;

namespace TshActions.Tests.Metrics;

/// <summary>Deployments as records tell them.</summary>
internal static class Histories
{
    public static readonly DateTimeOffset Now = new(2025, 11, 15, 12, 0, 0, TimeSpan.Zero);

    public static MetricsWindow Month => new(Now, 30);

    public static DeploymentFact Deploy(
        double daysAgo,
        string release = "v1",
        double minutes = 6,
        DeploymentEnd end = DeploymentEnd.Succeeded,
        long id = 0
    ) =>
        new(
            id > 0 ? id : (long)(100_000 - daysAgo * 100),
            DeploymentKind.Deploy,
            release,
            Now.AddDays(-daysAgo),
            end is DeploymentEnd.UnderWay ? null : Now.AddDays(-daysAgo).AddMinutes(minutes),
            end,
            Run: $"https://github.com/shop/erp/actions/runs/{(long)(100_000 - daysAgo * 100)}",
            By: "github-actions"
        );

    public static DeploymentFact Rollback(double daysAgo, string release, double minutes = 1) =>
        Deploy(daysAgo, release, minutes) with
        {
            Kind = DeploymentKind.Rollback,
        };

    public static RecordedHistory Of(params IReadOnlyList<DeploymentFact> facts) =>
        new("production", facts, 0, null, "the hosts' journals were not asked");

    public static EnvironmentMetrics Measure(params IReadOnlyList<DeploymentFact> facts) =>
        EnvironmentMetrics.Of(Of(facts), Month);

    public static Figure Figure(this EnvironmentMetrics metrics, FigureKind kind) =>
        metrics.Figures.Single(figure => figure.Kind == kind);

    /// <summary>Two months of two environments: the second month has its troubles, and the first was slower.</summary>
    public static MetricsReport Report =>
        new(
            "tsh-erp",
            Month,
            [
                EnvironmentMetrics.Of(Of(Production) with { NotOurs = 2 }, Month),
                EnvironmentMetrics.Of(Of(Staging) with { Environment = "staging" }, Month),
            ]
        );

    private static IReadOnlyList<DeploymentFact> Production =>
        [
            Deploy(61, "2025.09.1"),
            .. Enumerable
                .Range(0, 12)
                .Select(at => Deploy(59 - at * 2.3, $"2025.10.{at + 1}", 9 + at % 4 * 0.9)),
            .. Enumerable
                .Range(0, 11)
                .Select(at => Deploy(29.2 - at * 2.4, $"2025.11.{at + 1}", 5.2 + at * 3 % 7 * 0.4)),
            Deploy(14.1, "2025.11.7-rc", 4.5, DeploymentEnd.Failed) with
            {
                Note = "response time: p95 of orders 2.4 times the baseline",
                Previous = "2025.11.6",
                Drift = "pass",
            },
            Deploy(8.4, "2025.11.9-hot", 12.4) with
            {
                Previous = "2025.11.9",
            },
            Rollback(8.3, "2025.11.9", 1.1),
            Deploy(3.05, "4f3c2b1a0d9e8f7c6b5a4d3e2f1c0b9a8d7e6f5c", 3, DeploymentEnd.Broken),
        ];

    private static IReadOnlyList<DeploymentFact> Staging =>
        [
            .. Enumerable
                .Range(0, 34)
                .Select(at =>
                    Deploy(
                        61.3 - at * 1.8,
                        $"develop-{at + 1}",
                        3.5 + at % 5 * 0.6,
                        at % 9 is 4 ? DeploymentEnd.Failed : DeploymentEnd.Succeeded
                    )
                ),
            Deploy(0.01, "develop-35", end: DeploymentEnd.UnderWay),
        ];
}
