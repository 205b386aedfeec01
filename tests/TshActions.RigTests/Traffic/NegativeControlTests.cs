using TshActions.Rig.Load;
using TshActions.RigTests.Deploy;

namespace TshActions.RigTests.Traffic;

/// <summary>
/// The ways to move traffic that do drop requests. A detector that sees nothing here is blind, and its zero elsewhere
/// says nothing; the same load sees none when the flag file moves the traffic.
/// </summary>
public sealed class NegativeControlTests(WarmHost host) : IClassFixture<WarmHost>
{
    private const string Flag = "/var/lib/tsh/tsh-erp/production/live/green";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Workbench Bench => host.Bench;

    [Fact]
    public async Task Ten_switches_by_the_flag_file_with_both_slots_up_drop_nothing()
    {
        await using var load = await SiteLoad.StartAsync(Bench);
        for (var round = 0; round < 5; round++)
        {
            await MoveAsync($"touch {Flag}", "v1");
            await MoveAsync($"rm {Flag}", "v2");
        }

        (await load.StopAsync()).ShouldHaveNoFailure(least: 2000);

        async Task MoveAsync(string how, string release)
        {
            await Bench.Vps.ShellAsync(how, Cancel);
            var moved = load.Mark(how);
            await load.UntilAsync(
                moved,
                seen => seen.AnswersOf(release) is { Answers: >= 210 },
                Cancel
            );
        }
    }

    [Fact]
    public async Task An_old_slot_stopped_before_the_switch_is_seen()
    {
        await using var load = await WarmLoadAsync();
        try
        {
            var stopped = load.Mark("stopped before the switch");
            await Bench.Vps.ShellAsync($"systemctl stop tsh_erp-blue && touch {Flag}", Cancel);
            await load.UntilAsync(stopped, Answered("v1", 50), Cancel);

            load.Since(stopped).ShouldSeeFailures();
        }
        finally
        {
            await MendAsync($"rm -f {Flag}; systemctl start tsh_erp-blue");
        }
    }

    [Fact]
    public async Task An_nginx_restarted_is_seen()
    {
        await using var load = await WarmLoadAsync();
        var restarted = load.Mark("nginx restarted");

        await Bench.Vps.ShellAsync("systemctl restart nginx", Cancel);
        await load.UntilAsync(restarted, Answered("v2", 200), Cancel);

        load.Since(restarted).ShouldSeeFailures();
    }

    [Fact]
    public async Task An_old_slot_stopped_as_the_reload_returns_is_seen()
    {
        const string site = "/etc/nginx/sites-enabled/tsh-erp-production";
        const string upstream = "/etc/nginx/by-hand";
        var usual = await Bench.Vps.ShellAsync($"cat {site}", Cancel);
        await Bench.Vps.ShellAsync(PointAt(8001), Cancel);
        await Bench.Vps.WriteFileAsync(
            site,
            $$"""
            upstream by_hand { include {{upstream}}; keepalive 32; }
            server {
                listen 80;
                add_header X-By-Hand yes;
                location / {
                    proxy_pass http://by_hand;
                    proxy_http_version 1.1;
                    proxy_set_header Connection '';
                }
            }

            """,
            Cancel
        );
        await Bench.Vps.ShellAsync("nginx -t -q && nginx -s reload", Cancel);
        await UntilByHandAsync();
        try
        {
            await using var load = await WarmLoadAsync();
            var moved = load.Mark("stopped on the reload's return");

            // Most times the new workers are there before the old slot is gone, and hide the mistake. A master that is
            // held for a moment, as a busy machine may hold it, shows what the exit of a reload proves: nothing.
            await Bench.Vps.ShellAsync(
                $"{PointAt(8011)} && kill -STOP $(cat /run/nginx.pid) && nginx -s reload && systemctl stop tsh_erp-blue",
                Cancel
            );
            var stopped = load.Mark("stopped, and nothing reloaded");
            await load.UntilAsync(stopped, seen => seen.Requests >= 50, Cancel);
            await Bench.Vps.ShellAsync("kill -CONT $(cat /run/nginx.pid)", Cancel);
            await load.UntilAsync(moved, Answered("v1", 100), Cancel);

            load.Since(moved).ShouldSeeFailures();
        }
        finally
        {
            await Bench.Vps.ShellAsync("kill -CONT $(cat /run/nginx.pid)", Cancel);
            await Bench.Vps.WriteFileAsync(site, usual + "\n", Cancel);
            await MendAsync("nginx -s reload; systemctl start tsh_erp-blue");
        }

        static string PointAt(int port) => $"echo 'server 127.0.0.1:{port};' >{upstream}";
    }

    private static Predicate<LoadResult> Answered(string release, long answers) =>
        seen => seen.AnswersOf(release) is { } there && there.Answers >= answers;

    /// <summary>A load whose connections are open and in use, and without a failure so far.</summary>
    private async Task<LoadRun> WarmLoadAsync()
    {
        var load = await SiteLoad.StartAsync(Bench);
        var warm = await load.UntilAsync(load.Mark("warm"), seen => seen.Requests >= 200, Cancel);
        warm.ShouldHaveNoFailure(least: 200);
        return load;
    }

    private async Task UntilByHandAsync()
    {
        using var client = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                new Uri(Bench.Site, "/health")
            );
            request.Headers.ConnectionClose = true;
            using var answer = await client.SendAsync(request, Cancel);
            if (answer.Headers.Contains("X-By-Hand"))
                return;
            tries.ShouldBeLessThan(100, "the reload did not take effect");
            await Task.Delay(TimeSpan.FromMilliseconds(50), Cancel);
        }
    }

    /// <summary>For the next test: v2 answers again, twenty times in a row.</summary>
    private async Task MendAsync(string how)
    {
        await Bench.Vps.ShellAsync(how, Cancel);
        using var client = new HttpClient();
        var inRow = 0;
        for (var tries = 0; inRow < 20; tries++)
        {
            using var answer = await client.GetAsync(new Uri(Bench.Site, "/health"), Cancel);
            inRow =
                answer.IsSuccessStatusCode && answer.Headers.GetValues("X-Release").First() is "v2"
                    ? inRow + 1
                    : 0;
            tries.ShouldBeLessThan(200, "the host did not come back");
            if (inRow is 0)
                await Task.Delay(TimeSpan.FromMilliseconds(100), Cancel);
        }
    }
}
