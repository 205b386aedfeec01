using System.Collections.Immutable;
using TshActions.Core.Checks;
using TshActions.Core.Gates;
using TshActions.Core.Gates.Rules;

namespace TshActions.Tests.Checks;

public class GaugeForecastTests
{
    private static readonly GaugeRule Rule = new(
        "connections",
        80,
        new Limit(8, 12),
        Consequence.Rollback
    );

    [Theory]
    [InlineData(79.9, Finding.Passed)]
    [InlineData(80.0, Finding.Warning)]
    [InlineData(null, Finding.Inconclusive)]
    public void It_warns_and_never_blocks_and_never_passes_without_a_number(
        double? used,
        Finding finding
    )
    {
        var none = ImmutableSortedDictionary<string, double>.Empty;
        var facts = Facts.Of() with
        {
            Gauges = used is { } percent ? none.Add("connections", percent) : none,
        };

        GaugeForecast.Judge(Rule, facts).Finding.ShouldBe(finding);
    }
}
