using System.IO.Compression;

namespace TshActions.Images;

/// <summary>An archive one can seek in. A compressed one is unpacked into a file without a name, gone when closed.</summary>
internal static class UnzippedArchive
{
    internal static ReadOnlySpan<byte> GzipMark => [0x1f, 0x8b];

    private static ReadOnlySpan<byte> ZstdMark => [0x28, 0xb5, 0x2f, 0xfd];

    /// <param name="room">Folder to unpack into.</param>
    /// <exception cref="InvalidDataException">It is compressed in another way, or broken.</exception>
    /// <exception cref="CannotUnpack">The folder is not there, or full.</exception>
    public static async Task<FileStream> OpenAsync(
        string path,
        string room,
        CancellationToken cancel
    )
    {
        var file = File.OpenRead(path);
        var mark = new byte[4];
        var read = await file.ReadAtLeastAsync(
            mark,
            mark.Length,
            throwOnEndOfStream: false,
            cancel
        );
        file.Position = 0;
        if (mark.AsSpan(0, read).StartsWith(ZstdMark))
        {
            await file.DisposeAsync();
            throw new InvalidDataException("It is compressed with zstd; use gzip.");
        }

        if (!mark.AsSpan(0, read).StartsWith(GzipMark))
            return file;
        await using (file)
            try
            {
                return await UnpackAsync(file, room, cancel);
            }
            catch (Exception error)
                when (error is UnauthorizedAccessException or (IOException and not TruncatedArchive)
                )
            {
                throw new CannotUnpack(error.Message);
            }
    }

    private static async Task<FileStream> UnpackAsync(
        FileStream file,
        string room,
        CancellationToken cancel
    )
    {
        var unpacked = new FileStream(
            Path.Combine(room, $"tsh-image-{Guid.NewGuid():N}"),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }
        );
        try
        {
            // Gone already while it is open: also when this program is killed.
            File.Delete(unpacked.Name);
            await using var zip = new GZipStream(file, CompressionMode.Decompress);
            await zip.CopyToAsync(unpacked, cancel);
            unpacked.Position = 0;
            return unpacked;
        }
        catch (Exception error)
        {
            await unpacked.DisposeAsync();
            throw error is InvalidDataException && file.Position == file.Length
                ? new TruncatedArchive()
                : error;
        }
    }
}

/// <summary>There is no room for the content of a compressed archive.</summary>
internal sealed class CannotUnpack(string message) : IOException(message);
