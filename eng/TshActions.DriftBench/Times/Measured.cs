using System.Globalization;
using System.Text.RegularExpressions;
using TshActions.Processes;
using TshActions.Rig.Docker;

namespace TshActions.DriftBench.Times;

/// <summary>A program as a whole: wall time of the median run, and the most memory it ever held, by `time`.</summary>
/// <param name="Kilobytes">Of the program's own processes, never of the server's.</param>
internal sealed record Measured(string Name, TimeSpan Median, int Kilobytes)
{
    /// <param name="mayEndWith">Exit codes that are an answer.</param>
    public static async Task<Measured> OfAsync(
        string name,
        int runs,
        IReadOnlyList<string> command,
        IReadOnlyList<int> mayEndWith,
        CancellationToken cancel
    )
    {
        List<double> seconds = [];
        var kilobytes = 0;
        for (var run = 0; run < runs; run++)
        {
            var done = await ChildProcess.RunAsync(
                "time",
                ["-f", "took %e %M", .. command],
                cancel
            );
            if (
                !mayEndWith.Contains(done.ExitCode)
                || Regex.Match(
                    done.Error,
                    @"took (\S+) (\d+)",
                    RegexOptions.None,
                    TimeSpan.FromSeconds(1)
                )
                    is not { Success: true } took
            )
                throw new RigException(
                    $"{name} ended with {done.ExitCode}: {done.Error}{done.Output}"
                );
            seconds.Add(double.Parse(took.Groups[1].Value, CultureInfo.InvariantCulture));
            kilobytes = Math.Max(
                kilobytes,
                int.Parse(took.Groups[2].Value, CultureInfo.InvariantCulture)
            );
        }

        return new(
            name,
            TimeSpan.FromSeconds(seconds.Order().ElementAt(seconds.Count / 2)),
            kilobytes
        );
    }
}
