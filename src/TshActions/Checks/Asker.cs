using System.Net.Http.Headers;
using System.Text;
using TshActions.Core.Checks;
using TshActions.Probes;

namespace TshActions.Checks;

/// <summary>Asks once and takes the whole answer, within a time limit and up to a size.</summary>
/// <param name="identity">The header by which an answer names its release.</param>
public sealed class Asker(SlotHttp way, string identity, TimeSpan timeout, TimeProvider time)
{
    private const int MostBytes = 8 * 1024 * 1024;

    public Task<Reply> GetAsync(string path, CancellationToken cancel) =>
        AskAsync(HttpMethod.Get, path, [], body: null, cancel);

    /// <param name="body">JSON; null: none.</param>
    public async Task<Reply> AskAsync(
        HttpMethod method,
        string path,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        string? body,
        CancellationToken cancel
    )
    {
        if (!Uri.TryCreate(way.At, path, out var address) || address.Host != way.At.Host)
            return new Reply.NoWay("the path leads away from the application");
        using var late = new CancellationTokenSource(timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            using var request = Request(method, address, headers, body);
            using var response = await way.Client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                both.Token
            );
            var (text, whole) = await ReadAsync(response.Content, both.Token);
            return new Reply.Answered(
                (int)response.StatusCode,
                response.Headers.TryGetValues(identity, out var release) ? release.First() : null,
                [.. Flat(response.Headers), .. Flat(response.Content.Headers)],
                text,
                whole,
                address.Scheme == Uri.UriSchemeHttps
            );
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Reply.Silent($"no answer within {timeout.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException error)
        {
            return error.InnerException is OwnWayBrokenException broken
                ? new Reply.NoWay(broken.Message)
                : new Reply.Silent(SlotHttp.InWords(error));
        }
        catch (IOException)
        {
            return new Reply.Silent("closed in the middle of an answer");
        }
    }

    private static HttpRequestMessage Request(
        HttpMethod method,
        Uri address,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        string? body
    )
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.ConnectionClose = true;
        request.Headers.UserAgent.ParseAdd(SlotHttp.UserAgent);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                request.Content?.Headers.Remove(name);
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static async Task<(string Text, bool Whole)> ReadAsync(
        HttpContent content,
        CancellationToken cancel
    )
    {
        await using var stream = await content.ReadAsStreamAsync(cancel);
        using var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            var room = MostBytes - (int)read.Length;
            await read.WriteAsync(buffer.AsMemory(0, Math.Min(count, room)), cancel);
            if (count > room)
                return (Text(read), Whole: false);
        }

        return (Text(read), Whole: true);
    }

    private static string Text(MemoryStream read) =>
        Encoding.UTF8.GetString(read.GetBuffer(), 0, (int)read.Length).TrimStart('\uFEFF');

    private static IEnumerable<KeyValuePair<string, string>> Flat(HttpHeaders headers) =>
        headers.NonValidated.SelectMany(header =>
            header.Value.Select(value => KeyValuePair.Create(header.Key, value))
        );
}
