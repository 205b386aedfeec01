using TshActions.Core.Gates;
using TshActions.Core.Slots;
using TshActions.Core.Ticks;
using TshActions.Manifest;
using TshActions.Ssh;

namespace TshActions.Probes;

/// <summary>
/// Asks over HTTP: at a slot's own port through the ssh connection, or through the site as clients do. Each question
/// goes the way of <see cref="SlotHttp"/> and has a time limit.
/// </summary>
public sealed class Prober(IRemoteHost host, Place place, TimeProvider time) : IDisposable
{
    private readonly SlotHttp _site = SlotHttp.ToSite(place.SiteUri);

    public async Task<ProbeAnswer> AskAsync(Probe probe, Slot slot, CancellationToken cancel)
    {
        var timeout = place.Environment.Gate.Timeout;
        var answer =
            probe.From is Vantage.Site
                ? await GetAsync(_site, probe.Path, timeout, cancel)
                : await AskSlotAsync(slot, probe.Path, timeout, cancel);
        return answer.WayBroke
            ? new ProbeAnswer(probe.Name, null, answer.Trouble)
            : new ProbeAnswer(probe.Name, Sample(probe, answer), "");
    }

    /// <summary>One answer through the site at the identity path.</summary>
    public async Task<SiteAnswer> AskSiteAsync(CancellationToken cancel)
    {
        var identity = place.Manifest.Identity;
        var answer = await GetAsync(_site, identity.Path, place.Environment.Gate.Timeout, cancel);
        return new SiteAnswer(
            answer.Status ?? 0,
            answer.Release,
            answer.Status is { } status
                ? $"status {status} without the header {identity.Header}"
                : answer.Trouble
        );
    }

    public void Dispose() => _site.Dispose();

    private static Sample Sample(Probe probe, Answer answer) =>
        new(
            answer.Status == probe.Status,
            answer.Latency.TotalMilliseconds,
            answer.Status,
            answer.Release,
            answer.Status == probe.Status ? null
                : answer.Status is { } status ? $"status {status}, not {probe.Status}"
                : answer.Trouble
        );

    private async Task<Answer> AskSlotAsync(
        Slot slot,
        string path,
        TimeSpan timeout,
        CancellationToken cancel
    )
    {
        try
        {
            using var way = await SlotHttp.ToSlotAsync(host, place.Environment.Port(slot), cancel);
            return await GetAsync(way, path, timeout, cancel);
        }
        catch (HostUnreachable error)
        {
            return new Answer(null, null, error.Message, WayBroke: true, TimeSpan.Zero);
        }
    }

    private async Task<Answer> GetAsync(
        SlotHttp way,
        string path,
        TimeSpan timeout,
        CancellationToken cancel
    )
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        var begin = time.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(way.At, path));
            request.Headers.ConnectionClose = true;
            request.Headers.UserAgent.ParseAdd(SlotHttp.UserAgent);
            using var response = await way.Client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                both.Token
            );
            var latency = time.GetElapsedTime(begin);
            var header = place.Manifest.Identity.Header;
            var release = response.Headers.TryGetValues(header, out var values)
                ? Named(values.First())
                : null;
            return new Answer((int)response.StatusCode, release, "", WayBroke: false, latency);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Nothing($"no answer within {timeout.TotalSeconds:0.#} s", wayBroke: false);
        }
        catch (HttpRequestException error)
        {
            var broken = error.InnerException as OwnWayBrokenException;
            return Nothing(broken?.Message ?? SlotHttp.InWords(error), broken is not null);
        }

        Answer Nothing(string trouble, bool wayBroke) =>
            new(null, null, trouble, wayBroke, time.GetElapsedTime(begin));
    }

    /// <summary>Foreign text that goes into recordings: only what a release id is made of.</summary>
    private static string Named(string release) =>
        string.Concat(
            release
                .Where(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '_' or '-')
                .Take(128)
        );

    /// <param name="WayBroke">Whether our own way to the endpoint broke, so that nothing was measured.</param>
    private sealed record Answer(
        int? Status,
        string? Release,
        string Trouble,
        bool WayBroke,
        TimeSpan Latency
    );
}
