using System.Globalization;
using System.Text;
using TshActions.Core.Gates;
using TshActions.Core.Slots;

namespace TshActions.Probes;

/// <summary>What the prober on the host asks, and whom; the text of it as the helper reads it.</summary>
/// <param name="Timeout">For one answer; less than the interval, or a slot that hangs costs ticks.</param>
/// <param name="IdentityHeader">Bears the release's name in an answer.</param>
/// <param name="HostName">The site's: an application may answer no other.</param>
public sealed record WatchOrders(
    IReadOnlyList<Probe> Probes,
    TimeSpan Timeout,
    string IdentityHeader,
    string HostName,
    SlotAt New
)
{
    /// <summary>Asked the same at the same time; null where no release was there before.</summary>
    public SlotAt? Old { get; init; }

    /// <summary>Noted down in the recording; who answered is judged by who reads it.</summary>
    public string? Release { get; init; }

    /// <summary>A tick each <paramref name="interval"/>, this many.</summary>
    public string Watch(TimeSpan interval, int ticks) =>
        Text(("interval", Milliseconds(interval)), ("ticks", $"{ticks}"));

    /// <summary>Each probe <paramref name="samples"/> times, at a pace.</summary>
    /// <param name="within">All of it; what was not asked by then stays unasked.</param>
    public string Baseline(int samples, TimeSpan pace, TimeSpan within) =>
        Text(
            ("samples", $"{samples}"),
            ("pace", Milliseconds(pace)),
            ("within", Milliseconds(within))
        );

    private string Text(params IEnumerable<(string Key, string Value)> numbers)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in numbers)
            Line(key, value);
        if (Release is not null)
            Line("release", Release);
        Line("timeout", Milliseconds(Timeout));
        Line("header", IdentityHeader);
        Line("host", HostName);
        Line("new", $"{New.Slot.Name} {New.Port}");
        if (Old is not null)
            Line("old", $"{Old.Slot.Name} {Old.Port}");
        foreach (var probe in Probes)
            Line("probe", $"{probe.Name} {probe.Status} {Escaped(probe.Path)}");
        return text.Append("end\n").ToString();

        void Line(string key, string value) =>
            text.Append(key).Append(' ').Append(value).Append('\n');
    }

    // As a client sends it: without a fragment, and in ASCII.
    private static string Escaped(string path) =>
        new Uri(new Uri("http://slot"), path).PathAndQuery;

    private static string Milliseconds(TimeSpan time) =>
        Math.Max(1, Math.Round(time.TotalMilliseconds)).ToString("0", CultureInfo.InvariantCulture);
}

/// <summary>A slot and the loopback port it listens on.</summary>
public sealed record SlotAt(Slot Slot, int Port);
