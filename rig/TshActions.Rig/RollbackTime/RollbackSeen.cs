using System.Globalization;
using System.Text.RegularExpressions;
using TshActions.Rig.Docker;
using TshActions.Rig.Runner;

namespace TshActions.Rig.RollbackTime;

/// <summary>One rollback.</summary>
/// <param name="ByTsh">From the first line of the program to the first good answer it saw itself.</param>
/// <param name="ByClients">From `docker run` to the first good answer any client got: the start of the container and
/// of its network included.</param>
internal sealed partial record RollbackSeen(TimeSpan ByTsh, TimeSpan ByClients)
{
    /// <summary>Decision to working state where the release before waits in the warm slot, on loopback.</summary>
    public static readonly TimeSpan Promise = TimeSpan.FromSeconds(1);

    /// <exception cref="RigException">The verb did not tell its own figure.</exception>
    public static RollbackSeen Of(StepResult step, TimeSpan byClients) =>
        Told().Match(step.Log) is { Success: true } told
            ? new(
                TimeSpan.FromSeconds(
                    double.Parse(told.Groups[1].Value, CultureInfo.InvariantCulture)
                ),
                byClients
            )
            : throw new RigException($"the rollback told no time:\n{step.Log}");

    [GeneratedRegex(@"its first answer came ([0-9.]+) s after the decision")]
    private static partial Regex Told();
}
