namespace TshActions.RigTests.Fleet;

/// <summary>What one host cannot do, none of them does: v2 stays live on both, or comes back.</summary>
[Collection(TwoHostsCollection.Name)]
public sealed class OneHostFailsTests(TwoHosts hosts)
{
    private const string Flag = $"{TwoHosts.Root}/live";
    private const string Site = "/etc/nginx/tsh/tsh-erp/production/site.conf";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, string> BeforeTheSwitch =>
        new()
        {
            {
                "torn",
                "Upload release torn on vps-b",
                $"mkdir -p {TwoHosts.Root}/releases/.torn.part/of-root",
                $"rm -r {TwoHosts.Root}/releases/.torn.part"
            },
            {
                "unprepared",
                "with unprepared on vps-b",
                "touch /run/no-wheels",
                "rm /run/no-wheels"
            },
            {
                "sick",
                "before the switch on vps-b",
                "systemctl stop redis-server",
                "systemctl start redis-server"
            },
        };

    [Theory]
    [MemberData(nameof(BeforeTheSwitch))]
    public async Task Nothing_switches_anywhere_when_one_cannot(
        string release,
        string step,
        string fault,
        string mend
    )
    {
        await hosts.WriteManifestAsync(manifest =>
            manifest
                .Replace("deadline: 30s", "deadline: 8s")
                .Replace("runtime:", "release: { prepare: \"test ! -e /run/no-wheels\" }\nruntime:")
        );
        await hosts.B.ShellAsync(fault, Cancel);

        var failed = await hosts.DeployAsync(release);
        await hosts.B.ShellAsync(mend, Cancel);

        failed.ExitCode.ShouldBe(5, failed.Log);
        failed.Log.ShouldMatch($"✗ .*{step}");
        failed.Log.ShouldNotContain("→ Switch");
        failed.Log.ShouldMatch(@"✗ vps-b: |✗ .*vps-b");
        failed.Outputs["live-release"].ShouldBe("v2");
        failed.Log.ShouldMatch(
            @"live   \w+ \(v2\) on vps-a, untouched; \w+ \(v2\) on vps-b, untouched"
        );
        await hosts.ShouldServeAsync("v2");
    }

    public static TheoryData<string, string, string> AtTheSwitch =>
        new()
        {
            // As the deploy user cannot change it; root's hand in it comes and goes.
            { "stuck", $"chown root {Flag}", $"chown deploy {Flag}" },
            {
                "unproven",
                // The exit of a reload says nothing: the old workers may answer yet.
                $"sed -i.kept 's/proxy_pass .*/return 503;/' {Site} && nginx -s reload; for try in $(seq 200); do curl -s -o /dev/null -w '%{{http_code}}' http://127.0.0.1/health | grep -q 503 && exit; sleep 0.05; done; exit 1",
                $"mv {Site}.kept {Site} && nginx -s reload"
            },
        };

    [Theory]
    [MemberData(nameof(AtTheSwitch))]
    public async Task The_one_that_moved_is_switched_back_when_the_other_cannot_move(
        string release,
        string fault,
        string mend
    )
    {
        await hosts.WriteManifestAsync();
        var watch = TwoHosts.When("→ Switch", () => TwoHosts.Now(hosts.B, fault));
        var mending = TwoHosts.When("→ Switch back", () => TwoHosts.Now(hosts.B, mend));

        var failed = await hosts.DeployAsync(
            release,
            line =>
            {
                watch(line);
                mending(line);
            }
        );

        failed.ExitCode.ShouldBe(5, failed.Log);
        failed.Log.ShouldMatch(@"✓ Switch \w+ → \w+ on vps-a");
        failed.Log.ShouldMatch("✓ Switch back to .* on vps-a .*the site answers with v2");
        failed.Log.ShouldMatch(
            @"live   \w+ \(v2\) on vps-a, switched back to; \w+ \(v2\) on vps-b, switched back to"
        );
        failed.Outputs["live-release"].ShouldBe("v2");
        await hosts.ShouldServeAsync("v2");
    }

    // Of that slot alone: what both slots need is no fault of the release.
    private const string StopLive =
        "systemctl stop tsh_erp-$([ -e /var/lib/tsh/tsh-erp/production/live/green ] && echo green || echo blue)";

    [Fact]
    public async Task A_release_that_sickens_on_one_host_is_taken_back_on_both()
    {
        await hosts.WriteManifestAsync(manifest => manifest.Replace("bake: 5s", "bake: 60s"));
        (await hosts.DeployAsync("sickens", inputs: ("confirm", "gate"))).ExitCode.ShouldBe(0);

        var taken = await hosts.TshAsync(
            "health-gate",
            TwoHosts.When("→ Bake", () => TwoHosts.Now(hosts.B, StopLive))
        );

        taken.ExitCode.ShouldBe(5, taken.Log);
        taken.Log.ShouldMatch("3 of the last . ticks .*health: connection refused on vps-b");
        taken.Log.ShouldMatch(
            @"live   \w+ \(v2\) on vps-a, switched back to; \w+ \(v2\) on vps-b, switched back to"
        );
        await hosts.ShouldServeAsync("v2");
    }
}
