using TshActions.Core.Checks;
using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;

namespace TshActions.Tests.Manifest;

public class GateReaderTests
{
    [Theory]
    [InlineData("0s", 1)]
    [InlineData("1s", 2)]
    [InlineData("10s", 3)]
    [InlineData("11s", 3)]
    [InlineData("30s", 5)]
    public void Clean_ticks_span_the_time_that_must_be_clean(string success, int ticks) =>
        Read($"pre-switch: {{ minimum-success: {success} }}").PreSwitch.CleanTicks.ShouldBe(ticks);

    [Theory]
    [InlineData("hold", GateAction.Hold)]
    [InlineData("rollback", GateAction.Rollback)]
    [InlineData("promote", GateAction.Promote)]
    public void A_bake_that_shows_nothing_has_its_consequence(string word, GateAction action) =>
        Read($"post-switch: {{ on-inconclusive: {word} }}").Bake.OnInconclusive.ShouldBe(action);

    [Theory]
    [InlineData("rollback", Consequence.Rollback)]
    [InlineData("warn", Consequence.Warn)]
    [InlineData("report", Consequence.Report)]
    public void A_rule_has_its_consequence(string word, Consequence consequence) =>
        Read($"post-switch: {{ latency: {{ then: {word} }} }}")
            .Bake.Latency.ShouldBe(new LatencyRule(new Limit(8, 12), consequence));

    [Fact]
    public void The_old_policy_has_the_window_of_the_error_rate()
    {
        Read("post-switch: { error-rate: { failures: 3, of: 5 }, min-coverage: 90% }")
            .Bake.ErrorRate!.Limit.ShouldBe(new Limit(3, 5));
        Read("post-switch: { min-coverage: 90% }").Bake.MinCoverage.ShouldBe(0.9);
        Read("post-switch: { error-rate: { then: off } }").Bake.ErrorRate.ShouldBeNull();
    }

    [Fact]
    public void A_probe_of_the_identitys_path_is_of_health_and_any_other_a_read() =>
        Read(
            """
            identity: { path: /alive }
            probes:
              - { name: one, path: /alive }
              - { name: two, path: /health }
              - { name: three, path: /alive, category: write }
            """
        )
            .Bake.CategoryOf.Values.ShouldBe(["health", "read", "write"]);

    [Fact]
    public void Every_kind_of_check_is_read() =>
        Approved.Check(
            GateText.Of(
                Read(
                    """
                    preset: minimal
                    checks:
                      - { name: page, kind: http, path: /docs, status: 204, content-type: text/html, on-failure: warn, scope: shared, when: before-switch }
                      - { name: start, kind: http, path: /, from: site }
                      - { name: spec, kind: openapi, path: /api.json, min-paths: 7 }
                      - { name: report, kind: health-report, path: /healthz, require: [db, "redis:connections"] }
                      - { name: certificate, kind: tls, warn: 20d, fail: 3d, strict: true }
                      - { name: headers, kind: headers, path: /login, hsts-min-age: 365d, csp: true, cors-origin: "https://stranger.example", rate-limit-path: /auth/login, closed: [/.env, /admin] }
                      - { name: process, kind: process }
                      - { name: log, kind: logs, last: 500, allow: ["deprecated cipher"] }
                      - { name: disk, kind: disk, path: /var, warn: 70%, fail: 85.5% }
                      - { name: redis, kind: tcp, address: redis.internal, port: 6379 }
                      - { name: own, kind: exec, command: ./check }
                    """
                )
            )
        );

    [Fact]
    public void A_scenario_is_read_with_its_steps()
    {
        var walk = Read(
            """
            checks:
              - name: shop
                kind: scenario
                from: site
                secrets: [SHOP_PASSWORD]
                attempts: { successes: 1, of: 2 }
                steps:
                  - name: login
                    method: POST
                    path: /login
                    headers: { X-Trace: "{random}" }
                    body: { password: "{env.SHOP_PASSWORD}", remember: true, tries: 3, note: "3", nothing: ~, list: [1, a] }
                    capture: { token: $.token }
                    expect: { $.user: gate, $.id: , $.age: 42 }
                  - { name: hear, method: WEBSOCKET, path: /ws, body: "hello {token}" }
                cleanup:
                  - { name: logout, method: DELETE, path: "/sessions/{token}", status: 204 }
            """
        )
            .Checks[0]
            .ShouldBeOfType<Check.Walk>();

        walk.AtSite.ShouldBeTrue();
        walk.Moment.ShouldBe(Moment.AfterSwitch);
        walk.Secrets.ShouldBe(["SHOP_PASSWORD"]);
        (walk.Scenario.Successes, walk.Scenario.Attempts).ShouldBe((1, 2));
        var login = walk.Scenario.Steps[0];
        login.Status.ShouldBe(200);
        login.Headers.ShouldBe(new Dictionary<string, string> { ["X-Trace"] = "{random}" });
        login.Body.ShouldBe(
            """{"password":"{env.SHOP_PASSWORD}","remember":true,"tries":3,"note":"3","nothing":null,"list":[1,"a"]}"""
        );
        login.Capture.ShouldBe(new Dictionary<string, string> { ["token"] = "$.token" });
        login.Expect.ShouldBe(
            new Dictionary<string, string?>
            {
                ["$.user"] = "gate",
                ["$.id"] = null,
                ["$.age"] = "42",
            }
        );
        walk.Scenario.Steps[1].Status.ShouldBe(101);
        walk.Scenario.Steps[1].Body.ShouldBe("hello {token}");
        walk.Scenario.Cleanup.ShouldHaveSingleItem().Status.ShouldBe(204);
    }

    private static GatePolicy Read(string gate) => GatePresetsTests.GateOf(gate);
}
