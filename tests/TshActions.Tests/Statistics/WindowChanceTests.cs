using TshActions.Core.Gates;
using TshActions.Core.Statistics;

namespace TshActions.Tests.Statistics;

public class WindowChanceTests
{
    private const int Ticks = 90;

    // Four probes a tick; a tick is bad when one of them fails.
    [Theory]
    [InlineData(2, 2, 1.4e-3, 3.4e-2, 0.125)]
    [InlineData(3, 3, 5.6e-6, 6.8e-4, 5.2e-3)]
    [InlineData(3, 5, 3.3e-5, 3.8e-3, 2.7e-2)]
    [InlineData(4, 8, 7.3e-7, 4.1e-4, 5.6e-3)]
    [InlineData(5, 8, 2.9e-9, 8e-6, 2.3e-4)]
    public void False_alarms_of_a_bake_at_a_tenth_a_half_and_one_percent_of_errors(
        int failures,
        int of,
        double tenth,
        double half,
        double one
    )
    {
        Chance(failures, of, 0.001).ShouldBe(tenth, tenth * 0.1);
        Chance(failures, of, 0.005).ShouldBe(half, half * 0.1);
        Chance(failures, of, 0.01).ShouldBe(one, one * 0.1);
    }

    [Theory]
    [InlineData(2, 2, 0.93)]
    [InlineData(3, 3, 0.37)]
    [InlineData(3, 5, 0.83)]
    [InlineData(4, 8, 0.68)]
    [InlineData(5, 8, 0.23)]
    public void Detection_of_5_percent_of_errors(int failures, int of, double chance) =>
        Chance(failures, of, 0.05).ShouldBe(chance, 0.01);

    [Theory]
    [InlineData(0.1, 13)]
    [InlineData(0.25, 6)]
    [InlineData(0.5, 4)]
    [InlineData(1, 4)]
    public void Ticks_until_4_of_8_more_often_fires_than_not(double errors, int ticks) =>
        WindowChance
            .ByTick(new Limit(4, 8), Bad(errors), Ticks)
            .TakeWhile(chance => chance < 0.5)
            .Count()
            .ShouldBe(ticks);

    [Fact]
    public void One_of_one_is_any_bad_tick_at_all()
    {
        WindowChance.ByTick(new Limit(1, 1), 0.1, 3)[3].ShouldBe(1 - 0.9 * 0.9 * 0.9, 1e-12);
        WindowChance.ByTick(new Limit(8, 8), 1, 9)[7].ShouldBe(0);
        WindowChance.ByTick(new Limit(8, 8), 1, 9)[8].ShouldBe(1);
    }

    private static double Chance(int failures, int of, double errors) =>
        WindowChance.ByTick(new Limit(failures, of), Bad(errors), Ticks)[^1];

    private static double Bad(double errors) => 1 - Math.Pow(1 - errors, 4);
}
