using System.Formats.Tar;
using System.IO.Compression;
using TshActions.Releases;

namespace TshActions.Tests.Releases;

public sealed class ReleaseArchiveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tsh-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Everything_but_git_and_what_is_excluded_is_carried_in_order()
    {
        foreach (
            var file in new[]
            {
                "main.py",
                "app/api.py",
                "app/__pycache__/api.pyc",
                "app/deep/.git/config",
                ".git/config",
                "notes.md",
                ".env",
            }
        )
            Write(file);

        var (files, names) = await CarryAsync("__pycache__", "*.md");

        names.ShouldBe([".env", "app", "app/api.py", "app/deep", "main.py", ".tsh-sums"]);
        files.ShouldBe(3);
    }

    [Fact]
    public async Task A_link_to_a_folder_is_carried_as_the_link_it_is()
    {
        Write("static/logo.svg");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "public"), "static");

        var (files, names) = await CarryAsync();

        names.ShouldBe(["public", "static", "static/logo.svg", ".tsh-sums"]);
        files.ShouldBe(2);
    }

    private void Write(string file)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, file);
    }

    private async Task<(int Files, List<string> Names)> CarryAsync(params string[] exclude)
    {
        using var stream = new MemoryStream();
        var files = await ReleaseArchive.WriteAsync(
            _folder,
            exclude,
            "the sums",
            stream,
            CancellationToken.None
        );

        stream.Position = 0;
        await using var zip = new GZipStream(stream, CompressionMode.Decompress);
        await using var tar = new TarReader(zip);
        List<string> names = [];
        while (await tar.GetNextEntryAsync() is { } entry)
            names.Add(entry.Name.TrimEnd('/'));
        return (files, names);
    }
}
