using System.Globalization;
using System.Text.Json.Nodes;
using TshActions.Probes;
using TshActions.RigTests.Deploy;

namespace TshActions.RigTests.Probes;

/// <summary>
/// The prober and curl on the same host in the same minute, in turn. Figures are printed, and written to the file that
/// `eng/gate-parity` names; what is too far apart is for it to say, on a machine that does nothing else.
/// </summary>
public sealed class GateParityTests(WarmHost host, ITestOutputHelper output)
    : IClassFixture<WarmHost>
{
    private const int Rounds = 6;
    private const int Each = 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 600_000)]
    public async Task Both_measure_the_same_thing()
    {
        await using var erp = new WatchedErp(host);
        var watch = new HostWatch(await erp.ConnectAsync());
        var orders = await erp.OrdersAsync();
        var lines = new List<string>();
        foreach (var probe in WatchedErp.Probes)
        {
            var prober = new List<double>();
            var curl = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                prober.AddRange(await AskedByProberAsync(watch, orders with { Probes = [probe] }));
                curl.AddRange(await AskedByCurlAsync(orders.New.Port, probe.Path));
            }

            var (ours, theirs) = (Median(prober), Median(curl));
            (ours > 0 && theirs > 0).ShouldBeTrue();
            lines.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{probe.Path} n {prober.Count} prober {ours:0.000} ms curl {theirs:0.000} ms ratio {ours / theirs:0.000}"
                )
            );
        }

        lines.ForEach(output.WriteLine);
        if (Environment.GetEnvironmentVariable("TSH_GATE_PARITY") is { Length: > 0 } path)
            await File.WriteAllLinesAsync(path, lines, Cancel);
    }

    private static async Task<IEnumerable<double>> AskedByProberAsync(
        HostWatch watch,
        WatchOrders orders
    )
    {
        var lines = await watch.BaselineAsync(
            orders,
            Each,
            TimeSpan.FromMilliseconds(60),
            TimeSpan.FromMinutes(1),
            Cancel
        );
        lines.Count.ShouldBe(Each);
        return lines.Select(line =>
            (double)JsonNode.Parse(line)!["probes"]!.AsObject().Single().Value!["ms"]!
        );
    }

    private async Task<IEnumerable<double>> AskedByCurlAsync(int port, string path)
    {
        var said = await host.Bench.Vps.ShellAsync(
            $$"""
            for time in $(seq {{Each}}); do
                curl -s -o /dev/null -A tsh-probe/1 -H 'Connection: close' -w '%{time_pretransfer} %{time_starttransfer}\n' 'http://127.0.0.1:{{port}}{{path}}'
                sleep 0.05
            done
            """,
            Cancel
        );
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .Select(times => 1000 * (Number(times[1]) - Number(times[0])));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
