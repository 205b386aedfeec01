using System.Text;
using FsCheck.Fluent;
using TshActions.Core.Releases;
using TshActions.Processes;

namespace TshActions.RigTests.Host;

/// <summary>One file, two readers: systemd for the slot, a shell for migrations. Both must see what the team wrote.</summary>
public sealed class EnvironmentFileTests(Workbench bench) : IClassFixture<Workbench>
{
    private static readonly string[] Table =
    [
        "",
        " ",
        "two words",
        " spaces at both ends ",
        "trailing spaces   ",
        "\tTabs\t",
        "it's",
        "\"quoted\"",
        "'single'",
        "$HOME",
        "${HOME}",
        "$(id)",
        "$$",
        "`id`",
        "back\\slash",
        "ends in \\",
        "\\",
        "\\\\",
        "\\n is no newline",
        "\\$ \\` \\\" \\'",
        "# no comment",
        "; no comment",
        "a#b;c",
        "=",
        "a=b=c",
        "==",
        "postgresql://erp:p@ss%20#1@db:5432/erp?sslmode=require&x=$y",
        "%n %i %%",
        "Ventil ½″ → 日本語 🚀",
        "!history!",
        "*?[a-z]{1,2}~",
        "a|b&c>d<e(f)",
        "-n",
        "export X=1",
        "\u001b[1mbold\u001b[0m \u0001 \u007f",
        new('x', 20_000),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly IReadOnlyList<KeyValuePair<string, string>> Variables =
    [
        .. Table
            .Concat(Any().Sample(300))
            .Select((value, number) => new KeyValuePair<string, string>($"V{number}", value)),
    ];

    [Theory(Timeout = 60_000)]
    [InlineData("/bin/sh")]
    [InlineData("bash")]
    public async Task A_shell_reads_what_was_written(string shell)
    {
        var read = await InShellAsync(shell, EnvironmentFile.Of(Variables).Text);

        foreach (var (name, value) in Variables)
            read.GetValueOrDefault(name).ShouldBe(value, name);
    }

    [Fact(Timeout = 60_000)]
    public async Task Systemd_reads_what_was_written()
    {
        var read = await InUnitAsync(EnvironmentFile.Of(Variables).Text);

        foreach (var (name, value) in Variables)
            read.GetValueOrDefault(name).ShouldBe(value, name);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_team_writes_is_what_both_read()
    {
        const string secret = """
            export PLAIN=a b
            SINGLE='it is $HOME'
            DOUBLE="a \"b\" \$c"
            BARE=p@ss$w0rd`x`\y
            EMPTY=
            """;
        var (file, problems) = EnvironmentFile.Parse(secret);
        problems.ShouldBeEmpty();
        KeyValuePair<string, string>[] expected =
        [
            new("PLAIN", "a b"),
            new("SINGLE", "it is $HOME"),
            new("DOUBLE", "a \"b\" $c"),
            new("BARE", "p@ss$w0rd`x`\\y"),
            new("EMPTY", ""),
        ];

        var shell = await InShellAsync("/bin/sh", file.Text);
        var unit = await InUnitAsync(file.Text);

        foreach (var (name, value) in expected)
            (shell[name], unit[name]).ShouldBe((value, value), name);
    }

    [Fact(Timeout = 60_000)]
    public async Task Values_written_without_care_are_seen_to_differ()
    {
        const string careless = "HOME_OF=$HOME\nQUOTED=\"a $HOME b\"\n";

        (await InShellAsync("/bin/sh", careless))["HOME_OF"]
            .ShouldNotBe((await InUnitAsync(careless))["HOME_OF"]);
    }

    private static FsCheck.Gen<string> Any() =>
        from length in Gen.Choose(0, 15)
        from letters in Gen.OneOf(
                Gen.Elements([.. "az09_ \t#='\"\\$`%;&|()*{}!~<>?@^-,.:/"])
                    .Select(letter => $"{letter}"),
                // Code points that are no characters systemd refuses, the file and all.
                Gen.Choose(0xa0, 0x1fffd)
                    .Where(code =>
                        Rune.IsValid(code) && code is not (0x2028 or 0x2029) && !IsNoCharacter(code)
                    )
                    .Select(code => new Rune(code).ToString())
            )
            .ArrayOf(length)
        select string.Concat(letters);

    private static bool IsNoCharacter(int code) =>
        code is >= 0xfdd0 and <= 0xfdef || (code & 0xfffe) == 0xfffe;

    /// <summary>As `tsh-host run` does it.</summary>
    private static async Task<Dictionary<string, string>> InShellAsync(string shell, string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, text, Cancel);
            var ran = await ChildProcess.RunAsync(
                shell,
                ["-c", $"set -a; . {path}; exec env -0"],
                Cancel
            );
            (ran.ExitCode, ran.Error).ShouldBe((0, ""));
            return Read(ran);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>As a slot's unit does it.</summary>
    private async Task<Dictionary<string, string>> InUnitAsync(string text)
    {
        var path = $"/srv/{Guid.NewGuid():N}.env";
        await bench.Vps.WriteFileAsync(path, text, Cancel);
        string[] run =
        [
            "systemd-run",
            "--quiet",
            "--wait",
            "--pipe",
            "-p",
            $"EnvironmentFile={path}",
        ];
        var ran = await bench.Vps.ExecAsync([.. run, "/usr/bin/env", "-0"], Cancel);
        ran.ExitCode.ShouldBe(0, ran.Error);
        return Read(ran);
    }

    private static Dictionary<string, string> Read(ProcessResult ran) =>
        ran
            .Output.Split('\0')
            .Where(entry => entry.Contains('=') && char.IsAsciiLetterUpper(entry[0]))
            .Select(entry => entry.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts[1]);
}
