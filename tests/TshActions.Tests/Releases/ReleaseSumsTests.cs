using System.Diagnostics;
using TshActions.Releases;

namespace TshActions.Tests.Releases;

public sealed class ReleaseSumsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tsh-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Sha256sum_itself_finds_every_file_as_listed_and_trips_over_a_changed_one()
    {
        Write("main.py");
        Write("app/two words ½.py");
        Write("app/__pycache__/main.pyc");
        Write(ReleaseSums.Name);
        File.CreateSymbolicLink(Path.Combine(_folder, "link.py"), "main.py");

        var sums = await ReleaseSums.OfAsync(_folder, [], TestContext.Current.CancellationToken);

        sums.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line[66..])
            .ShouldBe(["app/two words ½.py", "main.py"]);
        await File.WriteAllTextAsync(
            Path.Combine(_folder, ReleaseSums.Name),
            sums,
            TestContext.Current.CancellationToken
        );
        Check().ShouldBe(0);
        await File.AppendAllTextAsync(
            Path.Combine(_folder, "main.py"),
            "#",
            TestContext.Current.CancellationToken
        );
        Check().ShouldBe(1);
    }

    private int Check()
    {
        using var check = Process.Start(
            new ProcessStartInfo("sha256sum", ["-c", "--status", ReleaseSums.Name])
            {
                WorkingDirectory = _folder,
            }
        )!;
        check.WaitForExit();
        return check.ExitCode;
    }

    private void Write(string file)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, file);
    }
}
