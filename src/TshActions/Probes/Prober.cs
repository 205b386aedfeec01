using TshActions.Core.Gates;
using TshActions.Core.Slots;
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

    /// <param name="release">The release that must answer; another one is no measurement of it.</param>
    public async Task<ProbeResult> AskAsync(
        Probe probe,
        Slot slot,
        string release,
        CancellationToken cancel
    )
    {
        var timeout = place.Environment.Gate.Timeout;
        var answer =
            probe.From is Vantage.Site
                ? await GetAsync(_site, probe.Path, timeout, cancel)
                : await AskSlotAsync(slot, probe.Path, timeout, cancel);
        return Judge(probe, release, answer);
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

    private static ProbeResult Judge(Probe probe, string release, Answer answer) =>
        answer switch
        {
            { WayBroke: true } => new(
                probe.Name,
                Measurement.Error,
                answer.Trouble,
                answer.Latency
            ),
            { Status: null } => new(probe.Name, Measurement.Failed, answer.Trouble, answer.Latency),
            { Release: { } other } when other != release => new(
                probe.Name,
                Measurement.Error,
                $"release {other} answered, not {release}",
                answer.Latency
            ),
            { Status: { } status } when status != probe.Status => new(
                probe.Name,
                Measurement.Failed,
                $"status {status}, not {probe.Status}",
                answer.Latency
            ),
            _ => new(probe.Name, Measurement.Successful, $"status {answer.Status}", answer.Latency),
        };

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
                ? values.First()
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

    /// <param name="WayBroke">Whether our own way to the endpoint broke, so that nothing was measured.</param>
    private sealed record Answer(
        int? Status,
        string? Release,
        string Trouble,
        bool WayBroke,
        TimeSpan Latency
    );
}
