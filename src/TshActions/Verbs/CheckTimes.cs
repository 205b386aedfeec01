using TshActions.Core.Checks;
using TshActions.Core.Gates;

namespace TshActions.Verbs;

/// <summary>
/// When checks are asked in a bake: a scenario soon after the switch and once more in the middle, all others each minute.
/// What was found wrong is asked again in the next tick.
/// </summary>
internal sealed class CheckTimes(GatePolicy gate)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Check, TimeSpan> _due = gate
        .Checks.Where(check => check.Moment is not Moment.BeforeSwitch)
        .ToDictionary(check => check, check => First(check, gate.Bake.Bake));

    public IReadOnlyList<Check> Due(TimeSpan now)
    {
        lock (_due)
        {
            List<Check> due = [.. _due.Where(one => one.Value <= now).Select(one => one.Key)];
            foreach (var check in due)
                _due[check] = TimeSpan.MaxValue;
            return due;
        }
    }

    public void Asked(Check check, TimeSpan at, Finding finding)
    {
        lock (_due)
            _due[check] = finding is Finding.Passed or Finding.Warning
                ? check is Check.Walk
                    ? at < gate.Bake.Bake / 2
                        ? gate.Bake.Bake / 2
                        : TimeSpan.MaxValue
                    : at + Often
                : at + gate.Interval;
    }

    // In a bake that is shorter than all this everything is asked at its begin.
    private static TimeSpan First(Check check, TimeSpan bake) =>
        check is Check.Walk && bake > 4 * Soon ? Soon : TimeSpan.Zero;
}
