using System.Globalization;
using System.Security.Cryptography;

namespace TshActions.RigTests.Deploy;

public sealed class UploadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_release_arrives_as_it_was_without_what_is_excluded()
    {
        await using var bench = await Workbench.StartAsync();
        await bench.WriteManifestAsync(manifest =>
            manifest.Replace(
                "runtime:",
                "release: { exclude: [\"*.log\", node_modules] }\nruntime:"
            )
        );
        (await bench.TshAsync("setup")).ExitCode.ShouldBe(0);
        var release = await bench.BuildReleaseAsync("v1");
        await FurnishAsync(release.Folder);
        var sent = Local(release.Folder);
        Exclude(release.Folder);

        var deployed = await bench.DeployAsync("v1");

        deployed.ExitCode.ShouldBe(0, deployed.Log);
        deployed.Log.ShouldContain($"{sent.Count(line => line[0] is not 'd')} files");
        var arrived = await bench.Vps.ShellAsync(
            """
            cd /var/lib/tsh/tsh-erp/production/releases/v1
            sha256sum -c --quiet .tsh-sums
            find . -mindepth 1 \( -name __pycache__ -o -name .tsh-sums \) -prune -o -type f -printf 'f %m %P ' -exec sh -c 'sha256sum <"$1" | cut -c 1-64' sh {} \;
            find . -mindepth 1 -name __pycache__ -prune -o -type l -printf 'l %P %l\n' -o -type d -printf 'd %m %P\n'
            """,
            Cancel
        );
        string.Join('\n', arrived.Split('\n').Order(StringComparer.Ordinal))
            .ShouldBe(string.Join('\n', sent));
        (
            await bench.Vps.ShellAsync("ls /var/lib/tsh/tsh-erp/production/releases", Cancel)
        ).ShouldBe("v1", "no half release may stay beside it");
    }

    private static async Task FurnishAsync(string folder)
    {
        var many = Directory.CreateDirectory(Path.Combine(folder, "a folder", "many ½ files"));
        for (var number = 0; number < 1000; number++)
            await File.WriteAllTextAsync(
                Path.Combine(many.FullName, $"{number:0000} it's \"quoted\" $x.txt"),
                number.ToString(CultureInfo.InvariantCulture),
                Cancel
            );
        await File.WriteAllBytesAsync(
            Path.Combine(folder, "large.bin"),
            RandomNumberGenerator.GetBytes(3_000_000),
            Cancel
        );
        await WriteAsync("run.sh", UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        await WriteAsync("read-only", UnixFileMode.None);
        await WriteAsync("-rf", UnixFileMode.UserWrite);
        await WriteAsync(".hidden", UnixFileMode.UserWrite);
        Directory.CreateDirectory(Path.Combine(folder, "empty"));
        File.CreateSymbolicLink(Path.Combine(folder, "to a file"), "a folder/../run.sh");
        File.CreateSymbolicLink(Path.Combine(folder, "to a folder"), "a folder");
        File.CreateSymbolicLink(Path.Combine(folder, "to nowhere"), "/nowhere");

        async Task WriteAsync(string name, UnixFileMode more)
        {
            var path = Path.Combine(folder, name);
            await File.WriteAllTextAsync(path, $"content of {name}", Cancel);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead | more);
        }
    }

    private static void Exclude(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "a folder", "noise.log"), "noise");
        foreach (var name in new[] { "node_modules", ".git" })
            File.WriteAllText(
                Path.Combine(
                    Directory.CreateDirectory(Path.Combine(folder, "a folder", name)).FullName,
                    "inside"
                ),
                "inside"
            );
    }

    private static List<string> Local(string folder) =>
        [
            .. new DirectoryInfo(folder)
                .EnumerateFileSystemInfos(
                    "*",
                    new EnumerationOptions
                    {
                        RecurseSubdirectories = true,
                        AttributesToSkip = FileAttributes.None,
                    }
                )
                .Where(entry => !entry.FullName.Contains("/to a folder/"))
                .Select(entry => Describe(folder, entry))
                .Order(StringComparer.Ordinal),
        ];

    private static string Describe(string folder, FileSystemInfo entry)
    {
        var name = Path.GetRelativePath(folder, entry.FullName);
        var mode = Convert.ToString((int)entry.UnixFileMode, 8);
        return entry switch
        {
            { LinkTarget: { } target } => $"l {name} {target}",
            DirectoryInfo => $"d {mode} {name}",
            _ =>
                $"f {mode} {name} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(entry.FullName)))}",
        };
    }
}
