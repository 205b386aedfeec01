using System.Globalization;

namespace TshActions.Images;

/// <summary>Counts what several channels send of one image, and tells it every few seconds.</summary>
internal sealed class ImageProgress(Action<string> tell, TimeProvider time, long full)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly long _begin = time.GetTimestamp();
    private TimeSpan _told;
    private long _content;
    private long _sent;

    /// <summary>Compressed bytes given to ssh.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    public void Add(long content, long sent)
    {
        lock (_lock)
        {
            _content += content;
            _sent += sent;
            var elapsed = time.GetElapsedTime(_begin);
            if (elapsed - _told < Every)
                return;
            _told = elapsed;
            tell($"  {Size(_content)} of {Size(full)} sent, as {Size(_sent)}");
        }
    }

    public static string Size(long bytes) =>
        bytes < 1_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
