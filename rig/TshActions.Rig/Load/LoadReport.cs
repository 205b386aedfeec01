using System.Text;

namespace TshActions.Rig.Load;

/// <summary>A result as a text table.</summary>
public static class LoadReport
{
    private static readonly string[] Heads =
    [
        "ok",
        "4xx",
        "5xx",
        "refused",
        "reset fresh",
        "reset reused",
        "timed out",
    ];

    public static string Text(LoadResult result, int failuresShown = 10)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"{result.Name}: {result.Requests:N0} requests in {result.Duration.TotalSeconds:0.0} s "
                + $"({result.RequestsPerSecond:N0}/s), {result.Failed:N0} failed; load: {Words(result.End)}"
        );
        text.AppendLine(
            $"latency p50 {Milliseconds(result.P50)}, p99 {Milliseconds(result.P99)}, max {Milliseconds(result.Max)}; "
                + $"{result.Connects:N0} connections, {result.FoundClosed:N0} found closed while idle"
        );
        AppendCounts(text, result);
        foreach (var release in result.Releases)
        {
            text.AppendLine(
                $"  release {release.Release}: {release.Answers:N0} answers, first {Seconds(release.First)}, "
                    + $"last {Seconds(release.Last)}, last asked {Seconds(release.LastAsked)}"
            );
        }

        AppendFailures(text, result, failuresShown);
        return text.ToString();
    }

    private static void AppendCounts(StringBuilder text, LoadResult result)
    {
        var outcomes = Enum.GetValues<Outcome>();
        text.AppendLine($"  {"", -7}" + string.Concat(Heads.Select(head => $"{head, 14}")));
        foreach (var method in result.Methods)
        {
            var cells = outcomes.Select(outcome => $"{result.Count(method, outcome), 14:N0}");
            text.AppendLine($"  {method, -7}" + string.Concat(cells));
        }
    }

    private static void AppendFailures(StringBuilder text, LoadResult result, int shown)
    {
        foreach (var failure in result.Failures.Take(shown))
        {
            text.AppendLine(
                $"  {Seconds(failure.At)} {failure.Clock:HH:mm:ss.fff} {failure.Method} {failure.Path} {failure.Outcome}: "
                    + $"{failure.Detail} (request {failure.RequestOnConnection} of its connection, "
                    + $"{Milliseconds(failure.Took)})"
            );
        }

        var rest = result.Failed - Math.Min(shown, result.Failures.Count);
        if (rest > 0)
        {
            text.AppendLine($"  … and {rest:N0} more");
        }
    }

    private static string Words(LoadEnd end) =>
        end switch
        {
            LoadEnd.StillRunning => "still running",
            LoadEnd.Stopped => "stopped as asked",
            LoadEnd.MaxDuration => "ended by its longest time",
            LoadEnd.MaxRequests => "ended by its greatest count",
        };

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.000} s";

    private static string Milliseconds(TimeSpan time) => $"{time.TotalMilliseconds:0.0} ms";
}
