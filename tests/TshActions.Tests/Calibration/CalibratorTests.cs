using TshActions.Core.Calibration;
using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;
using TshActions.Core.Reports;
using TshActions.GateBench.Judges;

namespace TshActions.Tests.Calibration;

public class CalibratorTests
{
    private static readonly GatePolicy Gate = new(
        [],
        Policies.Default.Interval,
        TimeSpan.FromSeconds(5),
        [],
        new BaselinePolicy(30, TimeSpan.FromSeconds(0.2)),
        new PreSwitchPolicy(1, TimeSpan.FromSeconds(30)),
        Policies.Default
    );

    private static readonly CalibrationResult Usual = Calibrator.Of(
        Gate.Bake,
        ServiceGuess.Of(Gate, Baseline.None)
    );

    [Fact]
    public void The_preset_is_told_on_a_terminal() => Approved.Check(CalibrationText.Text(Usual));

    [Fact]
    public void A_gate_that_reports_only_finds_nothing()
    {
        var silent = Gate.Bake with
        {
            ErrorRate = null,
            FailingFor = null,
            Degradation = null,
            P95 = null,
            Latency = null,
            Restarts = null,
        };

        var result = Calibrator.Of(silent, ServiceGuess.Of(Gate, Baseline.None));

        result.Sick.ShouldAllBe(sick => sick.Found == 0 && sick.Median == null);
        (result.Target, result.P95.Count).ShouldBe((null, 0));
        CalibrationText.Text(result).ShouldContain("never found");
    }

    [Fact]
    public void A_hasty_gate_is_seen_to_be_one()
    {
        var hasty = Gate.Bake with
        {
            ErrorRate = Gate.Bake.ErrorRate! with { Limit = new Limit(1, 8) },
        };

        var healthy = Calibrator.Of(hasty, ServiceGuess.Of(Gate, Baseline.None)).Healthy[0];

        ((double)healthy.TakenBack / healthy.Bakes).ShouldBeGreaterThan(0.2);
    }

    [Fact]
    public void What_was_measured_of_a_service_is_what_is_simulated()
    {
        var baseline = new Baseline(
            new Dictionary<string, IReadOnlyList<double>>
            {
                ["search"] = [.. Enumerable.Range(0, 30).Select(index => index < 15 ? 200.0 : 800)],
                ["write"] = [1, 2, 3],
            }
        );

        var endpoints = ServiceGuess.Of(Gate, baseline).Endpoints.ToDictionary(one => one.Name);

        endpoints["search"].Median.ShouldBe(500);
        endpoints["search"].Sigma.ShouldBe(Math.Log(2), 0.02);
        // Too few answers say nothing: half of the category's target, and a usual spread.
        (endpoints["write"].Median, endpoints["write"].Sigma).ShouldBe((250, 0.5));
    }

    [Fact]
    public void A_gate_without_a_baseline_or_without_health_probes_can_be_calibrated()
    {
        var gate = Gate with
        {
            Baseline = new BaselinePolicy(0, TimeSpan.Zero),
            Bake = Gate.Bake with
            {
                CategoryOf = new Dictionary<string, string> { ["home"] = "read" },
            },
        };

        var result = Calibrator.Of(gate.Bake, ServiceGuess.Of(gate, Baseline.None));

        result.Sick.Single(sick => sick.Trouble is "slot dead").Found.ShouldBe(100);
        result.Sick.ShouldNotContain(sick => sick.Trouble.StartsWith("only"));
    }
}
