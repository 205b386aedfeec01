using System.Text.Json;
using TshActions.Rig.Erp;
using TshActions.Rig.Load;
using TshActions.RigTests.Deploy;

namespace TshActions.RigTests.AccessLog;

/// <summary>What is read from nginx's log is what the clients saw.</summary>
public sealed class RealTrafficTests(WarmHost host) : IClassFixture<WarmHost>
{
    private const string Flag = "/var/lib/tsh/tsh-erp/production/live/green";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Workbench Bench => host.Bench;

    [Fact(Timeout = 300_000)]
    public async Task Each_slot_has_the_requests_its_clients_counted_over_switches_and_rotations()
    {
        var plan = await PlanAsync();
        var traffic = await BeginAsync();
        await using var load = LoadRun.Start(plan);

        for (var round = 0; round < 3; round++)
        {
            await MoveAsync(load, $"touch {Flag}", "v1");
            await Bench.Vps.ShellAsync($"logrotate -f {Rotation}", Cancel);
            await MoveAsync(load, $"rm {Flag}", "v2");
            await traffic.TickAsync();
        }

        var seen = await load.StopAsync();
        await SettleAsync(traffic, seen.Requests);
        seen.Failed.ShouldBe(0, LoadReport.Text(seen));
        traffic.New.Requests.ShouldBe(seen.AnswersOf("v2")!.Answers);
        traffic.Old.Requests.ShouldBe(seen.AnswersOf("v1")!.Answers);
        (traffic.New.Errors + traffic.Old.Errors).ShouldBe(0);
    }

    [Fact(Timeout = 300_000)]
    public async Task What_nginx_itself_answers_for_a_dead_slot_is_that_slot_s_error()
    {
        var plan = await PlanAsync();
        var traffic = await BeginAsync();
        await using var load = LoadRun.Start(plan);
        LoadResult seen;
        try
        {
            await Bench.Vps.ShellAsync($"systemctl stop tsh_erp-green; touch {Flag}", Cancel);
            var moved = load.Mark("to a dead slot");
            await load.UntilAsync(moved, now => now.Failed >= 50, Cancel);
            await Bench.Vps.ShellAsync($"rm {Flag}", Cancel);
            seen = await load.StopAsync();
        }
        finally
        {
            await Bench.Vps.ShellAsync(
                $"rm -f {Flag}; systemctl start tsh_erp-green; for try in $(seq 300); do curl -sf -o /dev/null http://127.0.0.1:8011/health && exit 0; sleep 0.2; done; exit 1",
                Cancel
            );
        }

        await SettleAsync(traffic, seen.Requests);
        seen.Failed.ShouldBe(seen.Count(Outcome.ServerError5xx), LoadReport.Text(seen));
        traffic.Old.Errors.ShouldBe(seen.Failed);
        traffic.Old.Requests.ShouldBe(seen.Failed);
        traffic.New.Errors.ShouldBe(0);
        traffic.New.Requests.ShouldBe(seen.Count(Outcome.Ok));
    }

    [Fact]
    public async Task A_line_is_json_and_tells_of_no_client()
    {
        await Bench.Vps.ShellAsync(
            """curl -sg -o /dev/null -A 'me "quoted"' -H 'Cookie: session=s3cret' 'http://127.0.0.1/products/a%22b"c\d?token=s3cret'""",
            Cancel
        );
        var line = "";
        await Ssh.Eventually.HoldsAsync(
            "the line is written",
            async () =>
                (
                    line = await Bench.Vps.ShellAsync($"tail -n 1 {TrafficLines.Log}", Cancel)
                ).Contains("a%22b")
        );

        line.ShouldNotContain("s3cret");
        line.ShouldNotContain("quoted");
        using var json = JsonDocument.Parse(line);
        json.RootElement.GetProperty("path").GetString().ShouldBe("""/products/a%22b"c\d""");
        json.RootElement.GetProperty("slot").GetString().ShouldBe("blue");
        json.RootElement.EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe([
                "time",
                "slot",
                "own",
                "status",
                "upstream",
                "upstream_status",
                "request_time",
                "upstream_response_time",
                "upstream_header_time",
                "stream",
                "method",
                "path",
            ]);
    }

    private const string Rotation = "/etc/logrotate.d/tsh-tsh-erp_production";

    private async Task MoveAsync(LoadRun load, string how, string release)
    {
        await Bench.Vps.ShellAsync(how, Cancel);
        await load.UntilAsync(
            load.Mark(how),
            now => now.AnswersOf(release) is { Answers: >= 100 },
            Cancel
        );
    }

    private async Task<TrafficLines> BeginAsync()
    {
        var traffic = new TrafficLines(Bench.Vps, $"/tmp/{Guid.NewGuid():N}");
        (await traffic.TickAsync()).ShouldBeNull();
        return traffic;
    }

    /// <summary>nginx writes the last lines a moment after the last answers.</summary>
    private static Task SettleAsync(TrafficLines traffic, long requests) =>
        Ssh.Eventually.HoldsAsync(
            "every request stands in the log",
            async () =>
            {
                await traffic.TickAsync();
                return traffic.New.Requests + traffic.Old.Requests >= requests;
            }
        );

    private async Task<LoadPlan> PlanAsync() =>
        LoadPlan.Gentle(
            Bench.Site.Host,
            Bench.Site.Port,
            LoadRequest.Get("/products?limit=5", 3),
            await ErpOrder.SignInAsync(Bench.Site, weight: 1, Cancel)
        ) with
        {
            RequestsPerSecond = 100,
            MaxRequests = 12_000,
            MaxDuration = TimeSpan.FromSeconds(120),
        };
}
