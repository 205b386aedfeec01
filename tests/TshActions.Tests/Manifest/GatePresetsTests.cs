using TshActions.Core.Checks;
using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Manifest;

namespace TshActions.Tests.Manifest;

public class GatePresetsTests
{
    [Theory]
    [InlineData("minimal")]
    [InlineData("default")]
    [InlineData("erp-strict", "checks: [{ name: health-report, require: [database] }]")]
    public void Each_preset_is_a_gate_that_works(string preset, string rest = "") =>
        Approved.Check(
            GateText.Of(Read($"preset: {preset}\n{rest}")),
            $"Each_preset_is_a_gate_that_works.{preset}"
        );

    [Fact]
    public void Every_embedded_preset_can_be_named() =>
        Repository
            .Files("src/TshActions/Manifest/Presets")
            .Select(Path.GetFileNameWithoutExtension)
            .ShouldBe(GatePresets.Names, ignoreOrder: true);

    [Fact]
    public void A_manifest_without_a_gate_has_the_usual_one() =>
        GateText
            .Of(Texts.Read(Texts.OneHost(Texts.Systemd)).Environments[0].Gate)
            .ShouldBe(GateText.Of(Read("preset: default")));

    [Fact]
    public void What_the_manifest_says_wins_key_by_key()
    {
        var gate = Read(
            """
            categories:
              read: { critical: 3s }
              reports: { target: 2s, warning: 4s, critical: 8s }
            post-switch:
              error-rate: { critical: 10% }
              degradation: { then: warn }
              restarts: { then: off }
            """
        );

        gate.Bake.Categories["read"].ShouldBe(new Category(300, 600, 3000));
        gate.Bake.Categories["reports"].ShouldBe(new Category(2000, 4000, 8000));
        gate.Bake.Categories["write"].ShouldBe(new Category(500, 1000, 2000));
        gate.Bake.ErrorRate.ShouldBe(
            new ErrorRateRule(0.001, 0.1, 0.01, 8, new Limit(4, 8), Consequence.Rollback)
        );
        gate.Bake.Degradation.ShouldBe(
            new DegradationRule(4, new Limit(6, 8), Strict: false, Consequence.Warn)
        );
        gate.Bake.Restarts.ShouldBeNull();
        gate.Bake.Latency.ShouldNotBeNull();
    }

    [Fact]
    public void A_rule_that_is_nowhere_is_not_asked_and_an_empty_one_has_its_defaults()
    {
        Read("preset: minimal").Bake.P95.ShouldBeNull();
        Read("preset: minimal\npost-switch: { p95: {} }")
            .Bake.P95.ShouldBe(new P95Rule(TimeSpan.FromMilliseconds(500), 59, Consequence.Warn));
    }

    [Fact]
    public void A_check_of_the_same_name_changes_the_presets_and_others_come_before_it()
    {
        var checks = Read(
            """
            checks:
              - { name: docs, kind: http, path: /docs }
              - { name: disk, warn: 70% }
              - { name: log, kind: exec, command: check-log }
              - { name: process, kind: off }
            """
        ).Checks;

        checks.Select(check => check.Name).ShouldBe(["docs", "disk", "log"]);
        checks[1]
            .ShouldBe(
                new Check.Disk(
                    new Common("disk", Core.Checks.Weight.Fail, Scope.Shared, Moment.Always),
                    "/",
                    0.7,
                    0.9
                )
            );
        // Of another kind it is another check: nothing of the preset's is left.
        checks[2].ShouldBeOfType<Check.Exec>().OnFailure.ShouldBe(Core.Checks.Weight.Fail);
    }

    [Fact]
    public void A_gauge_of_the_same_name_changes_the_presets()
    {
        var gauges = Read(
            """
            preset: erp-strict
            checks: [{ name: health-report, require: [database] }]
            post-switch:
              gauges:
                - { name: cpu, below: 90% }
                - { name: disk, then: off }
                - { name: slot-cpu, then: off }
            """
        ).Bake.Gauges;

        gauges
            .Select(gauge => (gauge.Name, gauge.Below))
            .ShouldBe([("cpu", 90), ("memory", 70), ("connections", 80), ("slot-memory", 70)]);
    }

    [Fact]
    public void What_is_wrong_with_a_part_of_a_preset_is_told_where_the_manifest_would_hold_it()
    {
        var text = Texts.OneHost(Texts.Systemd) + "gate:\n  post-switch:\n    bake: 1m\n";

        var problem = ManifestReader
            .Read(text)
            .Problems.First(problem => problem.What.StartsWith("nothing can fail"));

        text.Split('\n')[problem.Line - 1][(problem.Column - 1)..].ShouldBe("bake: 1m");
    }

    [Fact]
    public void Environments_differ_in_how_long_they_bake_and_in_nothing_else()
    {
        var manifest = Texts.Read(
            Texts
                .Environments("staging", "production")
                .Replace("branch: develop", "branch: develop\n    bake: 5m")
                .Replace(
                    "  production:\n    branch: develop\n    bake: 5m",
                    "  production:\n    branch: main"
                )
                + Texts.Systemd.Replace("{port}", "{port}")
                + "  unit: \"{environment}-{slot}\"\n"
        );

        manifest
            .Environments.Select(environment => environment.Gate.Bake.Bake)
            .ShouldBe([TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)]);
    }

    private static GatePolicy Read(string gate) => GateOf(gate);

    internal static GatePolicy GateOf(string gate) =>
        Texts
            .Read(Texts.OneHost(Texts.Systemd) + "gate:\n  " + gate.Replace("\n", "\n  ") + "\n")
            .Environments[0]
            .Gate;
}
