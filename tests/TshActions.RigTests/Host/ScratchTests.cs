using TshActions.Host;
using TshActions.Processes;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Host;

/// <summary>The PostgreSQL that a host begins for its migrations: by itself, and gone afterwards.</summary>
public sealed class ScratchTests : IAsyncLifetime
{
    private readonly DirectoryInfo _app = Directory.CreateTempSubdirectory("tsh-scratch-app-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // A server refuses to run as root, which is nobody's deploy user either.
    private static bool IsRoot => Environment.UserName is "root";

    private string Root => _app.FullName;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory($"{Root}/deployments/d1/release");
        Directory.CreateDirectory($"{Root}/slots");
        Directory.CreateDirectory($"{Root}/live");
        File.CreateSymbolicLink($"{Root}/slots/blue", "../deployments/d1");
        await File.WriteAllTextAsync(
            $"{Root}/deployments/d1/app.env",
            "DATABASE_URL=\"real\"\nOF_THE_APP=\"yes\"\n",
            Cancel
        );
        if (IsRoot)
            (
                await ChildProcess.RunAsync("chown", ["-R", "postgres", Root], Cancel)
            ).ExitCode.ShouldBe(0);
    }

    public ValueTask DisposeAsync()
    {
        _app.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact(Timeout = 60_000)]
    public async Task A_command_of_the_live_release_finds_the_scratch()
    {
        var (folder, password) = await BeginAsync(60, "erp", "odd \"one\"");

        var ran = await HelpAsync(
            "scratch_run",
            Root,
            folder,
            "30",
            "printf '%s|%s|' \"$OF_THE_APP\" \"$DATABASE_URL\"; psql \"$DATABASE_URL\" -XAtc \"SELECT string_agg(rolname, ',' ORDER BY rolname) FROM pg_roles WHERE rolname !~ '^pg_'\"",
            $"DATABASE_URL=postgresql://owner:{{password}}@/staging?host={folder}"
        );
        ran.ExitCode.ShouldBe(0, ran.Error);
        ran.Output.Trim()
            .ShouldBe(
                $"yes|postgresql://owner:{password}@/staging?host={folder}|erp,odd \"one\",owner"
            );
        var failing = await HelpAsync("scratch_run", Root, folder, "30", "exit 7", "A=b");
        failing.ExitCode.ShouldBe(7);
        var endless = await HelpAsync("scratch_run", Root, folder, "1", "sleep 30", "A=b");
        endless.ExitCode.ShouldBe(124);

        (await HelpAsync("scratch_end", folder)).ExitCode.ShouldBe(0);
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_its_password_nobody_comes_in()
    {
        var (folder, _) = await BeginAsync(60);

        var asked = await ChildProcess.RunAsync(
            "psql",
            ["-w", "-h", folder, "-U", "owner", "-d", "production", "-c", "SELECT 1"],
            Cancel
        );

        asked.ExitCode.ShouldBe(2);
        asked.Error.ShouldContain("no password supplied");
        (await HelpAsync("scratch_end", folder)).ExitCode.ShouldBe(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task It_ends_by_itself_when_nobody_comes_back()
    {
        var (folder, _) = await BeginAsync(2);

        await Eventually.HoldsAsync(
            "it is gone",
            () => Task.FromResult(!Directory.Exists(folder)),
            TimeSpan.FromSeconds(30)
        );
    }

    [Fact]
    public async Task A_version_that_the_host_has_not_is_told_with_the_package()
    {
        var begun = await HelpAsync("scratch", Root, "60", "99", "C", "C", "UTF8", "owner");

        begun.ExitCode.ShouldBe(5);
        begun.Error.ShouldContain("postgresql-99");
    }

    [Theory]
    [InlineData("/tmp")]
    [InlineData("/tmp/tsh-scratch.abcdef/../..")]
    [InlineData("/tmp/tsh-scratch./../ab")]
    [InlineData("/tmp/tsh-scratch.")]
    [InlineData("/var/lib/postgresql")]
    public async Task Nothing_else_is_ever_removed(string folder)
    {
        var ended = await HelpAsync("scratch_end", folder);

        ended.ExitCode.ShouldBe(2);
        ended.Error.ShouldContain("no scratch");
    }

    private async Task<(string Folder, string Password)> BeginAsync(
        int seconds,
        params string[] roles
    )
    {
        var begun = await HelpAsync([
            "scratch",
            Root,
            $"{seconds}",
            Major(),
            "C.UTF-8",
            "C.UTF-8",
            "UTF8",
            "owner",
            .. roles,
        ]);
        begun.ExitCode.ShouldBe(0, begun.Error);
        var said = begun
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(line => line.Split(' ')[0], line => line.Split(' ')[1]);
        return (said["folder"], said["password"]);
    }

    private static string Major()
    {
        var newest = Directory
            .GetDirectories("/usr/lib/postgresql")
            .Where(folder => File.Exists($"{folder}/bin/initdb"))
            .Select(folder => int.Parse(Path.GetFileName(folder)))
            .Max();
        return $"{newest}";
    }

    private static Task<ProcessResult> HelpAsync(params string[] words) =>
        ChildProcess.RunAsync(
            IsRoot ? "runuser" : "sh",
            IsRoot ? ["-u", "postgres", "--", "sh", "-s", "--", .. words] : ["-s", "--", .. words],
            Cancel,
            async stream =>
                await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(HostHelper.Text), Cancel)
        );
}
