using Microsoft.Win32.SafeHandles;

namespace TshActions.Images;

/// <summary>A part of an open file as a stream. Positions are its own, so parts can be read side by side.</summary>
internal sealed class StoredStream(SafeFileHandle file, long offset, long length) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public bool StartsWith(ReadOnlySpan<byte> mark)
    {
        Span<byte> head = stackalloc byte[mark.Length];
        return length >= mark.Length
            && RandomAccess.Read(file, head, offset) == mark.Length
            && head.SequenceEqual(mark);
    }

    public override int Read(Span<byte> buffer)
    {
        var read = RandomAccess.Read(file, buffer[..Room(buffer.Length)], offset + _position);
        _position += read;
        return read;
    }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        var read = await RandomAccess.ReadAsync(
            file,
            buffer[..Room(buffer.Length)],
            offset + _position,
            cancellationToken
        );
        _position += read;
        return read;
    }

    public override Task<int> ReadAsync(
        byte[] buffer,
        int offset,
        int count,
        CancellationToken cancellationToken
    ) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) =>
        _position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            _ => length + offset,
        };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    private int Room(int wanted) => (int)Math.Clamp(length - _position, 0, wanted);
}
