using System.Diagnostics;

namespace TshActions.Rig.KillMatrix;

/// <summary>Who answers through the site.</summary>
internal static class SiteAnswers
{
    private const int Asked = 5;

    /// <summary>Empty when this release, and only it, answers.</summary>
    public static async Task<IReadOnlyList<string>> OtherThanAsync(
        Uri site,
        string release,
        CancellationToken cancel
    )
    {
        HashSet<string> seen = [];
        for (var i = 0; i < Asked; i++)
            seen.Add(await AskAsync(site, cancel));
        return seen.SetEquals([release])
            ? []
            : [$"the site answers with {string.Join(" and ", seen)}, and {release} is live"];
    }

    /// <summary>Whether it answers well before the patience is over.</summary>
    public static async Task<bool> AnyAsync(Uri site, TimeSpan patience, CancellationToken cancel)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var good = 0; good < Asked; )
        {
            if (Stopwatch.GetElapsedTime(begin) > patience)
                return false;
            good = (await AskAsync(site, cancel)).Contains(' ', StringComparison.Ordinal)
                ? 0
                : good + 1;
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancel);
        }

        return true;
    }

    /// <summary>The release, or in several words why there is none.</summary>
    private static async Task<string> AskAsync(Uri site, CancellationToken cancel)
    {
        try
        {
            // A connection of its own each time: a kept one would go on with whom it knows.
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
            using var answer = await client.GetAsync(new Uri(site, "/health"), cancel);
            return
                answer.IsSuccessStatusCode
                && answer.Headers.TryGetValues("X-Release", out var values)
                ? values.First()
                : $"status {(int)answer.StatusCode}";
        }
        catch (Exception error)
            when (error is HttpRequestException or TaskCanceledException
                && !cancel.IsCancellationRequested
            )
        {
            return $"nobody ({error.Message})";
        }
    }
}
