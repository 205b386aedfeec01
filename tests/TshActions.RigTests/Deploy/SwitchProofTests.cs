using TshActions.Rig.Docker;

namespace TshActions.RigTests.Deploy;

/// <summary>The switch succeeds in every way but the one that counts: clients still meet the old release.</summary>
public sealed class SwitchProofTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_site_that_bypasses_the_switch_is_found_out_and_the_flag_goes_back()
    {
        await using var bench = await Workbench.StartAsync();
        await WarmHost.FillAsync(bench);
        await BypassAsync(bench.Vps, port: 8001);
        await bench.BuildReleaseAsync("v3");

        var deployed = await bench.DeployAsync("v3");

        deployed.ExitCode.ShouldBe(5, deployed.Log);
        deployed.Log.ShouldContain("carried v3; the others:");
        deployed.Log.ShouldContain("× release v2");
        deployed.Log.ShouldContain("✓ Switch back to blue");
        deployed.Outputs["live-release"].ShouldBe("v2");
        await WarmHost.ShouldBeAsBeforeAsync(bench);

        var status = await bench.TshAsync("status");
        status.ExitCode.ShouldBe(0, status.Log);
    }

    [Fact]
    public async Task Status_says_when_the_site_answers_with_another_release_than_nginx_routes_to()
    {
        await using var bench = await Workbench.StartAsync();
        await WarmHost.FillAsync(bench);
        await BypassAsync(bench.Vps, port: 8011);

        var status = await bench.TshAsync("status");

        status.ExitCode.ShouldBe(1, status.Log);
        status.Log.ShouldContain("the site answers with v1, but nginx routes to blue (v2)");
    }

    /// <summary>The include line still stands in nginx's configuration, but in a server block no client reaches.</summary>
    private static async Task BypassAsync(Vps vps, int port)
    {
        await vps.WriteFileAsync(
            "/etc/nginx/sites-enabled/tsh-erp-production",
            $$"""
            server {
                listen 80;
                add_header X-Bypass yes;
                location / { proxy_pass http://127.0.0.1:{{port}}; }
            }
            server {
                listen 127.0.0.1:8099;
                include /etc/nginx/tsh/tsh-erp/production/*.conf;
            }

            """,
            Cancel
        );
        await vps.ShellAsync("nginx -t -q && nginx -s reload", Cancel);
        using var client = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            using var answer = await client.GetAsync(
                new Uri($"http://127.0.0.1:{vps.SitePort}/health"),
                Cancel
            );
            if (answer.Headers.Contains("X-Bypass"))
                return;
            tries.ShouldBeLessThan(100, "the reload did not take effect");
            await Task.Delay(TimeSpan.FromMilliseconds(50), Cancel);
        }
    }
}
