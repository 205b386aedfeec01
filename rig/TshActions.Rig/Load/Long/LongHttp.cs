namespace TshActions.Rig.Load.Long;

/// <summary>The two long requests that are plain HTTP. Each has a connection of its own, which is never used again:
/// this client repeats a request only on a reused one.</summary>
internal static class LongHttp
{
    public static Task<LongEnd> SlowAsync(
        LongPlan plan,
        LongConversation seen,
        CancellationToken cancel
    ) =>
        AskAsync(
            plan.At($"/slow?seconds={plan.Lasts.TotalSeconds}"),
            seen,
            async answer =>
            {
                await answer.CopyToAsync(Stream.Null, cancel);
                seen.Parts = 1;
                return seen.Whole;
            },
            cancel
        );

    public static Task<LongEnd> StreamAsync(
        LongPlan plan,
        LongConversation seen,
        CancellationToken cancel
    ) =>
        AskAsync(
            plan.At($"/stream?seconds={plan.Lasts.TotalSeconds}"),
            seen,
            answer => ReadEventsAsync(answer, seen, cancel),
            cancel
        );

    private static async Task<LongEnd> AskAsync(
        Uri address,
        LongConversation seen,
        Func<Stream, Task<LongEnd>> read,
        CancellationToken cancel
    )
    {
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.ConnectionClose = true;
        using var answer = await client.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            cancel
        );
        seen.Release = ReleaseOf(answer);
        if (!answer.IsSuccessStatusCode)
        {
            return seen.Cut($"status {(int)answer.StatusCode}");
        }

        await using var body = await answer.Content.ReadAsStreamAsync(cancel);
        return await read(body);
    }

    /// <summary>The events are numbered, so that one missing in the middle is seen; the last says that it is.</summary>
    private static async Task<LongEnd> ReadEventsAsync(
        Stream body,
        LongConversation seen,
        CancellationToken cancel
    )
    {
        using var lines = new StreamReader(body);
        var ended = false;
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            ended |= line is "event: end";
            if (!line.StartsWith("id: "))
            {
                continue;
            }

            if (line != $"id: {seen.Parts + 1}")
            {
                return seen.Cut($"got `{line}` instead of event {seen.Parts + 1}");
            }

            seen.Parts++;
        }

        return ended ? seen.Whole : seen.Cut("the stream ended without its last event");
    }

    private static string? ReleaseOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("X-Release", out var values) ? values.First() : null;
}
