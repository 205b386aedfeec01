using TshActions.Core.Shell;
using TshActions.Processes;
using TshActions.Ssh;

namespace TshActions.RigTests.Images;

/// <summary>A host to which something happens once: after so many bytes, or after a look at its images.</summary>
internal sealed class InterruptedHost(IRemoteHost host) : IRemoteHost
{
    private long _sent;
    private bool _happened;

    public string Name => host.Name;

    /// <summary>Happens when this many bytes went to the host.</summary>
    public long After { get; init; } = long.MaxValue;

    public Func<Task>? OnBytes { get; init; }

    public Func<Task>? OnLook { get; init; }

    public async Task<ProcessResult> RunAsync(
        ShellCommand command,
        TimeSpan timeout,
        CancellationToken cancel
    )
    {
        var result = await host.RunAsync(command, timeout, cancel);
        if (OnLook is { } happen && !_happened && command.Line.Contains(" images "))
        {
            _happened = true;
            await happen();
        }

        return result;
    }

    public Task<ProcessResult> SendAsync(
        ShellCommand command,
        Func<Stream, Task> feed,
        CancellationToken cancel
    ) => host.SendAsync(command, stream => feed(new Watched(stream, this)), cancel);

    public Task<ProcessResult> ReceiveAsync(
        ShellCommand command,
        Func<Stream, Task> take,
        CancellationToken cancel
    ) => host.ReceiveAsync(command, take, cancel);

    public Task<string> ForwardAsync(string at, CancellationToken cancel) =>
        host.ForwardAsync(at, cancel);

    /// <summary>The connection is its owner's.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task CountAsync(int bytes)
    {
        if (Interlocked.Add(ref _sent, bytes) < After || _happened || OnBytes is not { } happen)
            return;
        _happened = true;
        await happen();
    }

    private sealed class Watched(Stream inner, InterruptedHost host) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            await inner.WriteAsync(buffer, cancellationToken);
            await host.CountAsync(buffer.Length);
        }

        public override Task WriteAsync(
            byte[] buffer,
            int offset,
            int count,
            CancellationToken cancellationToken
        ) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Write(byte[] buffer, int offset, int count) =>
            inner.Write(buffer, offset, count);

        public override void Flush() => inner.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) =>
            inner.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) =>
            throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
