using System.Globalization;
using System.IO.Compression;
using TshActions.Core.Images;
using TshActions.Host;
using TshActions.Processes;

namespace TshActions.Images;

/// <summary>Sends one layer at a time, from the byte on that the host lacks, over a connection that may drop.</summary>
internal sealed class LayerChannel(LeasedHost host, ImageProgress progress, TimeProvider time)
{
    private const int MostFailures = 5;
    private const int Spoiled = 6; // tsh-host image_receive: not what its digest says
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // gzip of nothing: GZipStream writes nothing at all for it, which no gzip reads.
    private static ReadOnlyMemory<byte> EmptyGzip { get; } =
        new byte[] { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0 };

    /// <param name="open">The content from its begin.</param>
    /// <exception cref="HostUnreachable">The connection dropped again and again without a byte getting through.</exception>
    public async Task SendAsync(Digest layer, Func<Stream> open, CancellationToken cancel)
    {
        long before = -1;
        var failures = 0;
        var spoiled = false;
        while (true)
            try
            {
                var from = await ResumeAsync(layer, cancel);
                failures = from > before ? 0 : failures;
                before = from;
                var sent = await SendAsync(layer, open, from, cancel);
                if (sent.Succeeded)
                    return;
                // What an earlier run left may be bad; what this one sent as a whole may not.
                if (sent.ExitCode is not Spoiled || spoiled || from is 0)
                    throw Failed(layer, sent);
                (spoiled, before) = (true, -1);
            }
            catch (HostUnreachable) when (++failures < MostFailures)
            {
                await Task.Delay(TimeSpan.FromSeconds(failures), time, cancel);
            }
    }

    private async Task<long> ResumeAsync(Digest layer, CancellationToken cancel)
    {
        var arrived = await host.Remote.RunAsync(
            host.Change("image_resume", layer.Hex),
            Patience,
            cancel
        );
        return
            arrived.Succeeded
            && long.TryParse(arrived.Output, CultureInfo.InvariantCulture, out var bytes)
            ? bytes
            : throw Failed(layer, arrived);
    }

    private Task<ProcessResult> SendAsync(
        Digest layer,
        Func<Stream> open,
        long from,
        CancellationToken cancel
    ) =>
        host.Remote.SendAsync(
            host.Change("image_receive", layer.Hex),
            async to =>
            {
                await using var content = open();
                await SkipAsync(content, from, cancel);
                await using var counted = new CountedStream(to, sent => progress.Add(0, sent));
                await CompressAsync(content, counted, cancel);
            },
            cancel
        );

    private async Task CompressAsync(Stream content, Stream to, CancellationToken cancel)
    {
        await using var zip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true);
        var buffer = new byte[1 << 17];
        var any = false;
        while (await content.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            await zip.WriteAsync(buffer.AsMemory(0, read), cancel);
            progress.Add(read, 0);
            any = true;
        }

        if (!any)
            await to.WriteAsync(EmptyGzip, cancel);
    }

    private async Task SkipAsync(Stream content, long bytes, CancellationToken cancel)
    {
        progress.Add(bytes, 0);
        if (content.CanSeek)
        {
            content.Position = bytes;
            return;
        }

        var buffer = new byte[1 << 17];
        while (bytes > 0)
        {
            var read = await content.ReadAsync(
                buffer.AsMemory(0, (int)Math.Min(bytes, buffer.Length)),
                cancel
            );
            if (read is 0)
                return;
            bytes -= read;
        }
    }

    private RemoteCommandFailed Failed(Digest layer, ProcessResult result) =>
        new(
            $"layer {layer.Short} of the image did not reach {host.Remote.Name} (exit code {result.ExitCode})",
            "what arrived stays there: the next run goes on from it; the host's own words stand above",
            result.Output + result.Error
        );
}
