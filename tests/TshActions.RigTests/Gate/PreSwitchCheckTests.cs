using System.Text.RegularExpressions;

namespace TshActions.RigTests.Gate;

/// <summary>A candidate that answers its probes and fails what is looked at as a whole.</summary>
[Collection(BakingHostCollection.Name)]
public sealed partial class PreSwitchCheckTests(BakingHost host)
{
    [Fact(Timeout = 180_000)]
    public async Task A_check_of_weight_fail_keeps_the_slot_from_traffic_and_a_warning_does_not()
    {
        var live = await host.Bench.ReleaseAtSiteAsync();
        await host.WriteGateAsync(Gate("fail"));
        await host.Bench.BuildReleaseAsync("without-a-page");

        var blocked = await host.Bench.DeployAsync("without-a-page");

        blocked.ExitCode.ShouldBe(5, blocked.Log);
        blocked.Outputs["verdict"].ShouldBe("fail");
        blocked.Outputs["live-release"].ShouldBe(live);
        Told(blocked.Log).ShouldBe(["✗ page", "✓ openapi", "! moved", "✓ process"]);
        blocked.Log.ShouldNotContain("→ Switch");
        (await host.Bench.ReleaseAtSiteAsync()).ShouldBe(live);

        await host.WriteGateAsync(Gate("warn"));
        var warned = await host.Bench.DeployAsync("without-a-page");

        warned.ExitCode.ShouldBe(0, warned.Log);
        Told(warned.Log).ShouldBe(["! page", "✓ openapi", "! moved", "✓ process"]);
        warned.Log.ShouldContain("2 of 4 checks passed");
        (await host.Bench.ReleaseAtSiteAsync()).ShouldBe("without-a-page");
    }

    private static string Gate(string weight) =>
        BakingHost.Quick(
            more: $$"""
              checks:
                - { name: page, kind: http, path: /nowhere, on-failure: {{weight}}, when: before-switch }
                - { name: openapi, kind: openapi, path: /openapi.json, when: before-switch }
                - { name: moved, kind: http, path: /health, content-type: text/html, on-failure: warn, when: before-switch }
                - { name: process, kind: process, when: before-switch }
            """
        );

    private static IEnumerable<string> Told(string log) =>
        CheckLine().Matches(log).Select(line => line.Groups[1].Value);

    [GeneratedRegex("^  ([✓✗!] (?:page|openapi|moved|process)): ", RegexOptions.Multiline, 1000)]
    private static partial Regex CheckLine();
}
