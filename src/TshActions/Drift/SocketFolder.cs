namespace TshActions.Drift;

/// <summary>A socket under the name by which PostgreSQL's clients look for one: they know it by its folder and a port.</summary>
internal sealed class SocketFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tsh-");

    public SocketFolder(string socket) =>
        File.CreateSymbolicLink(System.IO.Path.Combine(_folder.FullName, Name), socket);

    public const string Name = ".s.PGSQL.5432";

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
