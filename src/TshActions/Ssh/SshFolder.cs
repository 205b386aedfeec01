using System.Net.Sockets;

namespace TshActions.Ssh;

/// <summary>
/// The private folder of one connection: key, pinned host key, control socket, log. Mode 0700, gone at the end.
/// It stands in the system's temporary folder because a control socket's path may have no more than 107 bytes.
/// </summary>
internal sealed class SshFolder : IDisposable
{
    public SshFolder(string privateKey, string knownHostsLine)
    {
        Path = Directory.CreateTempSubdirectory("tsh-").FullName;
        WritePrivate(Key, privateKey.ReplaceLineEndings("\n").TrimEnd('\n') + "\n");
        WritePrivate(KnownHosts, knownHostsLine);
        WritePrivate(Log, "");
    }

    public string Path { get; }

    public string Key => System.IO.Path.Combine(Path, "key");

    public string KnownHosts => System.IO.Path.Combine(Path, "known_hosts");

    public string Log => System.IO.Path.Combine(Path, "log");

    public string Control => System.IO.Path.Combine(Path, "ctl");

    public string Socket(string at) =>
        System.IO.Path.Combine(Path, "to-" + at.Replace('/', '-').Replace(':', '-'));

    /// <summary>Whether somebody accepts on a socket's path.</summary>
    public static async Task<bool> ListensAsync(string path, CancellationToken cancel)
    {
        if (!File.Exists(path))
            return false;
        using var socket = new Socket(
            AddressFamily.Unix,
            SocketType.Stream,
            ProtocolType.Unspecified
        );
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public string ReadLog() => File.Exists(Log) ? File.ReadAllText(Log) : "";

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static void WritePrivate(string path, string text)
    {
        var only = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var writer = new StreamWriter(path, only);
        writer.Write(text);
    }
}
