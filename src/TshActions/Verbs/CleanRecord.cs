using TshActions.Core.Gates.Rules;
using TshActions.Core.Ticks;
using TshActions.GitHub;

namespace TshActions.Verbs;

/// <summary>A gate's record without secrets: what an application answers to a check may hold one.</summary>
internal static class CleanRecord
{
    public static GateRecord Of(GateRecord record, Redaction redaction) =>
        record with
        {
            Recording = record.Recording with
            {
                Ticks = [.. record.Recording.Ticks.Select(tick => Of(tick, redaction))],
            },
            Ruling = record.Ruling is { } ruling
                ? ruling with
                {
                    Reasons =
                    [
                        .. ruling.Reasons.Select(reason =>
                            reason with
                            {
                                Text = redaction.Clean(reason.Text),
                            }
                        ),
                    ],
                }
                : null,
            Checks =
            [
                .. record.Checks.Select(check =>
                    check with
                    {
                        Detail = redaction.Clean(check.Detail),
                    }
                ),
            ],
        };

    private static Tick Of(Tick tick, Redaction redaction)
    {
        foreach (var (name, reading) in tick.Checks)
            tick = tick with
            {
                Checks = tick.Checks.SetItem(
                    name,
                    reading with
                    {
                        Detail = redaction.Clean(reading.Detail),
                    }
                ),
            };
        return tick;
    }
}
