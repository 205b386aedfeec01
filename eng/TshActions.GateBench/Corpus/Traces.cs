using TshActions.Core.Calibration;

namespace TshActions.GateBench.Corpus;

/// <summary>The corpus: what releases do after a switch, and what a gate should make of it.</summary>
public static class Traces
{
    public const string Release = "new";
    public const string OldRelease = "old";

    private static readonly string[] Business = ["read1", "read2", "write", "search"];

    /// <summary>What all traces begin with: five probes every 10 s for 15 minutes.</summary>
    public static ServiceModel Service { get; } =
        new(
            [
                new("health", "health", 20, 0.35),
                new("read1", "read", 110, 0.5),
                new("read2", "read", 140, 0.5),
                new("write", "write", 200, 0.5),
                new("search", "search", 180, 0.6),
            ],
            Interval: TimeSpan.FromSeconds(10),
            Ticks: 90,
            Timeout: TimeSpan.FromSeconds(5)
        )
        {
            Failing = 0.0005,
            Release = Release,
            OldRelease = OldRelease,
            LogErrors = 0.05,
            Gauges = new Dictionary<string, double>
            {
                ["cpu"] = 31,
                ["memory"] = 48,
                ["disk"] = 61,
            },
        };

    public static Trace Clean { get; } =
        new("T01", "clean", "nothing is wrong", Expected.Keep, Troubles.None);

    public static IReadOnlyList<Trace> All { get; } =
    [
        Clean,
        new("T02", "background noise", "0.5 % errors on both slots", Expected.Keep, Troubles.None)
        {
            Service = service => service with { Failing = 0.005 },
        },
        new("T03", "single blip", "all probes fail in 30", Expected.Keep, Down(30, 30)),
        new("T04", "two-tick blip", "all probes fail in 30-31", Expected.Keep, Down(30, 31)),
        Sick("T05", "hard down", "all probes fail from 12", 12, 60, Down(12)),
        new(
            "T06",
            "health down for 100 s",
            "only health fails in 20-29",
            Expected.Keep,
            Down(20, 29, "health")
        ),
        Sick(
            "T07",
            "health down for 200 s",
            "only health fails in 20-39",
            20,
            140,
            Down(20, 39, "health")
        ),
        Sick(
            "T08",
            "fast flap",
            "all probes fail in every second tick from 20",
            20,
            120,
            Troubles.Down(tick => tick >= 20 && tick % 2 is 0)
        ),
        Sick(
            "T09",
            "slow flap",
            "health fails for 6 ticks and answers for 6, from 20",
            20,
            300,
            Troubles.Down(tick => tick >= 20 && (tick - 20) / 6 % 2 is 0, "health")
        ),
        Sick(
            "T10",
            "slow death",
            "errors rise from 0 to 40 % over 30-80",
            30,
            400,
            Errors(tick => 0.4 * Along(tick, 30, 80))
        ),
        Sick(
            "T11",
            "latency creep",
            "latencies rise from 1 to 12 times over 20-80, evenly on the logarithm",
            20,
            450,
            Troubles.Slower(tick => Math.Pow(12, Along(tick, 20, 80)))
        ),
        new(
            "T12",
            "slow warm-up",
            "8 times as slow at first, as before from 5; half of the business probes get no answer in 0",
            Expected.Keep,
            Troubles
                .Slower(tick => Math.Pow(8, 1 - Along(tick, 0, 5)))
                .And(Troubles.Failing(tick => tick is 0 ? 0.5 : 0, FailureKind.Silent, Business))
        )
        {
            AtSwitch = true,
        },
        new("T13", "twice as slow", "2 times from 30", Expected.Keep, Slower(2)),
        new("T14", "three times as slow", "3 times from 30", Expected.Grey, Slower(3))
        {
            Onset = 30,
        },
        Sick("T15", "six times as slow", "6 times from 30", 30, 120, Slower(6)),
        Sick("T16", "one endpoint slow", "search 6 times from 30", 30, 180, Slower(6, "search")),
        new("T17", "heavy tail", "sigma 1.0 of every endpoint", Expected.Keep, Troubles.None)
        {
            Service = service =>
                service with
                {
                    Endpoints = [.. service.Endpoints.Select(one => one with { Sigma = 1 })],
                },
        },
        new(
            "T18",
            "prober blackout",
            "nobody measures in 40-50",
            Expected.Keep,
            Troubles.Gap(tick => tick is >= 40 and <= 50)
        ),
        new(
            "T19",
            "three blackouts",
            "nobody measures in 20-24, 45-49, 70-74",
            Expected.Keep,
            Troubles.Gap(tick => tick is >= 20 and <= 24 or >= 45 and <= 49 or >= 70 and <= 74)
        ),
        new(
            "T20",
            "shared outage",
            "all probes of both slots fail in 40-57",
            Expected.Stay,
            Down(40, 57)
                .And(Troubles.OldFailing(tick => tick is >= 40 and <= 57, FailureKind.Refused))
        )
        {
            Shared = true,
        },
        Sick("T21", "write dead", "write fails from 10", 10, 90, Down(10, int.MaxValue, "write")),
        new("T22", "grey errors", "2 % errors", Expected.Grey, Errors(_ => 0.02)) { Onset = 0 },
        Sick(
            "T23",
            "10 % errors",
            "10 % errors from 0",
            0,
            400,
            Errors(tick => tick >= 0 ? 0.1 : 0)
        ),
        Sick(
            "T24",
            "crash loop",
            "all probes fail and a restart is counted in every 4th tick from 8",
            8,
            90,
            Troubles
                .Down(tick => tick >= 8 && tick % 4 is 0)
                .And(Troubles.Restarts(tick => tick < 8 ? 0 : tick / 4 - 1))
        ),
        new(
            "T25",
            "probes lost for good",
            "nobody measures from 40",
            Expected.Hold,
            Troubles.Gap(tick => tick >= 40)
        )
        {
            Onset = 40,
        },
        new(
            "T26",
            "log burst",
            "40 log errors more in 25-27",
            Expected.Keep,
            Troubles.LogBurst(tick => tick is >= 25 and <= 27, 40)
        ),
        new(
            "T27",
            "sustained log errors",
            "3 log errors a tick from 20, 0.05 before",
            Expected.Keep,
            Troubles.LogErrors(tick => tick >= 20, 3)
        ),
        new(
            "T28",
            "CPU pinned",
            "cpu at 95 % from 10",
            Expected.Keep,
            Troubles.Gauge(tick => tick >= 10, "cpu", 95)
        ),
        new(
            "T29",
            "wrong slot",
            "every answer carries the old release",
            Expected.Hold,
            Troubles.Release(OldRelease)
        )
        {
            Onset = 0,
            AtSwitch = true,
        },
        new(
            "T30",
            "old slot dies",
            "all probes of the old slot fail from 30",
            Expected.Keep,
            Troubles.OldFailing(tick => tick >= 30, FailureKind.Refused)
        ),
    ];

    private static Trace Sick(
        string id,
        string name,
        string definition,
        int onset,
        int deadline,
        Trouble trouble
    ) =>
        new(id, name, definition, Expected.Rollback, trouble)
        {
            Onset = onset,
            Deadline = TimeSpan.FromSeconds(deadline),
        };

    private static Trouble Down(
        int first,
        int last = int.MaxValue,
        params IReadOnlyCollection<string> endpoints
    ) => Troubles.Down(tick => tick >= first && tick <= last, endpoints);

    private static Trouble Errors(Func<int, double> share) =>
        Troubles.Failing(share, FailureKind.ErrorStatus);

    private static Trouble Slower(double factor, params IReadOnlyCollection<string> endpoints) =>
        Troubles.Slower(tick => tick >= 30 ? factor : 1, endpoints);

    private static double Along(int tick, int first, int last) =>
        Math.Clamp((double)(tick - first) / (last - first), 0, 1);
}
