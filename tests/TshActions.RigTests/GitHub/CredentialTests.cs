using System.Text;
using TshActions.Rig.Runner;
using TshActions.Tests.Images;
using static TshActions.RigTests.GitHub.ApiBench;
using static TshActions.RigTests.GitHub.PreflightBench;

namespace TshActions.RigTests.GitHub;

/// <summary>The checklist's lines about credentials: in the checkout, in what is new of the history, in an image.</summary>
public sealed class CredentialTests
{
    /// <summary>Put together here, so that no scanner trips on this file.</summary>
    private const string Token = "gh" + "p_aB3dE5gH7jK9mN1pQ4sT6vW8yZ2bC0fG1h2i";

    private static readonly (string, string) Containers = (
        """runtime: { kind: systemd, unit: "erp-{environment}-{slot}", command: "/usr/bin/erp --port {port}" }""",
        """runtime: { kind: docker, image: registry.example/erp, container: "erp-{environment}-{slot}" }"""
    );

    [Fact]
    public async Task A_credential_in_a_file_is_told_by_its_line_and_never_by_itself()
    {
        await using var bench = await StartAsync();
        await GoodAsync(bench);
        var main = await new StagingHistory(bench).MainAsync(
            "feat: pay",
            ("app/keys.py", $"import os\nTOKEN = '{Token}'\n")
        );

        var result = await RunAsync(bench, main);

        result.ExitCode.ShouldBe(1, result.Log);
        Line(result, "no-credentials ").ShouldContain("1: app/keys.py:2 (a GitHub token)");
        result.Log.ShouldContain(
            "::error file=app/keys.py,line=2,col=1,title=no credential stands in the files::This looks like a GitHub token"
        );
        result.Log.ShouldNotContain(Token);

        (
            await RunAsync(
                bench,
                main,
                changes: [("preflight: { ", "preflight: { credentials-allowed-in: [app/keys.py], ")]
            )
        ).Log.ShouldContain("✓ no-credentials ");
    }

    /// <summary>The files are clean again, and everybody can read it.</summary>
    [Fact]
    public async Task What_was_committed_and_taken_out_again_is_found_in_the_history()
    {
        await using var bench = await StartAsync();
        await GoodAsync(bench);
        var all = new StagingHistory(bench);
        var bad = await all.MainAsync("feat: pay", ("app/keys.py", $"TOKEN = '{Token}'\n"));
        var main = await all.MainAsync("fix: no token", ("app/keys.py", "TOKEN = env()\n"));

        var result = await RunAsync(bench, main);

        Line(result, "no-credentials ").ShouldContain("✓");
        Line(result, "no-credentials-in-history")
            .ShouldContain(
                $"✗ no-credentials-in-history 1: {bad[..7]}:app/keys.py:1 (a GitHub token)"
            );
        result.Log.ShouldNotContain(Token);
    }

    [Fact]
    public async Task What_the_release_before_held_already_is_not_told_again()
    {
        await using var bench = await StartAsync();
        var all = new StagingHistory(bench);
        var before = await all.MainAsync("feat: pay", ("app/keys.py", $"TOKEN = '{Token}'\n"));
        await all.StageAsync(before, environment: "production");
        var main = await all.MainAsync("fix: no token", ("app/keys.py", "TOKEN = env()\n"));

        var result = await RunAsync(bench, main);

        Line(result, "no-credentials-in-history")
            .ShouldContain(
                "✓ no-credentials-in-history 1 commit read, new since the release before"
            );
    }

    [Fact]
    public async Task Of_a_first_release_all_commits_are_read()
    {
        await using var bench = await StartAsync();
        var main = await new StagingHistory(bench).MainAsync("feat: pay", ("a.py", "1\n"));

        Line(await RunAsync(bench, main), "no-credentials-in-history")
            .ShouldContain("✓ no-credentials-in-history 2 commits read, all there are");
    }

    /// <summary>No data is never a pass; what is no text has no lines to read.</summary>
    [Fact]
    public async Task What_GitHub_does_not_show_of_a_commit_does_not_pass()
    {
        await using var bench = await StartAsync();
        await GoodAsync(bench);
        var all = new StagingHistory(bench);
        var main = await all.MainAsync("feat: logo", ("logo.bin", "a\0b"));
        Line(await RunAsync(bench, main), "no-credentials-in-history").ShouldContain("✓");

        main = await all.MainAsync(
            "feat: prices",
            ("prices.csv", string.Concat(Enumerable.Repeat("one,two\n", 4_000)))
        );
        var result = await RunAsync(bench, main);

        Line(result, "no-credentials-in-history")
            .ShouldContain(
                $"? no-credentials-in-history not read, because there is too much of it: {main[..7]}:prices.csv"
            );
        Line(
                await RunAsync(
                    bench,
                    main,
                    changes:
                    [
                        ("preflight: { ", "preflight: { credentials-allowed-in: [prices.csv], "),
                    ]
                ),
                "no-credentials-in-history"
            )
            .ShouldContain("✓");
    }

    [Fact]
    public async Task An_image_that_holds_to_all_of_it()
    {
        var result = await WithImageAsync(
            [("app/main.py", "print()\n"), ("usr/lib/python3/test.key", $"k = {Token}\n")],
            "PATH=/usr/bin",
            check: true,
            ("kind: docker,", "kind: docker, memory: 512MB, cpus: 1, pids: 200,")
        );

        Image(result)
            .ShouldBe([
                "✓ no-credentials-in-image 1 files in 2 layers read",
                "✓ image-size 57 B, 500 MB at most",
                "✓ image-health-check its own HEALTHCHECK",
                "✓ resource-limits 512 MB, 1 CPUs, 200 processes",
            ]);
    }

    [Fact]
    public async Task An_image_that_holds_to_none_of_it()
    {
        var result = await WithImageAsync(
            [("app/.env", $"TOKEN={Token}\n"), ("big.bin", new string('\0', 1_100_000))],
            $"API_TOKEN={Token}",
            check: false,
            ("preflight: { ", "preflight: { image-max-size: 1MB, ")
        );

        Image(result)
            .ShouldBe([
                "✗ no-credentials-in-image 2: its configuration:1 (a GitHub token), app/.env:1 (a GitHub token)",
                "! image-size 1100051 B, more than 1000000 B",
                "! image-health-check neither the image nor the manifest has one: between deployments nobody asks it",
                "! resource-limits no limit of memory, cpus, pids: a slot that runs wild takes the live one with it",
            ]);
        result.Log.ShouldNotContain(Token);
    }

    [Fact]
    public async Task An_image_whose_layer_is_no_archive_is_refused()
    {
        var result = await WithImageAsync(
            [],
            "PATH=/usr/bin",
            check: true,
            ("kind: docker,", "kind: docker, pids: 200,"),
            Encoding.UTF8.GetBytes(new string('x', 2_000))
        );

        result.ExitCode.ShouldBe(2, result.Log);
        Said(result)
            .ShouldContain(
                "`image` is `image.tar`, which is no archive of an image: its layer 1: "
            );
    }

    [Fact]
    public async Task An_image_in_a_registry_is_not_read_and_does_not_pass()
    {
        await using var bench = await StartAsync();
        var main = await GoodAsync(bench);

        var result = await RunAsync(
            bench,
            main,
            changes: [Containers],
            image: $"registry.example/erp@sha256:{new string('a', 64)}"
        );

        result.ExitCode.ShouldBe(3, result.Log);
        Line(result, "no-credentials-in-image").ShouldContain("? no-credentials-in-image");
    }

    private static async Task<TshResult> WithImageAsync(
        (string Name, string Text)[] files,
        string variable,
        bool check,
        (string, string) change,
        byte[]? lower = null
    )
    {
        await using var bench = await StartAsync();
        var main = await GoodAsync(bench);
        byte[][] layers =
        [
            lower ?? ArchiveOf.Tar(("etc/hostname", "erp\0"u8.ToArray())),
            ArchiveOf.Tar(files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text)))),
        ];
        var config = Encoding
            .UTF8.GetString(ArchiveOf.Config(layers))
            .Replace("\"User\":\"erp\"", $"\"User\":\"erp\",\"Env\":[\"{variable}\"]");
        if (!check)
            config = config.Replace("\"CMD\"", "\"NONE\"");
        await File.WriteAllBytesAsync(
            Path.Combine(bench.Forge.Repository.Git.Folder, "image.tar"),
            ArchiveOf.Tar(
                ("1/layer.tar", layers[0]),
                ("2/layer.tar", layers[1]),
                ("config.json", Encoding.UTF8.GetBytes(config)),
                ("manifest.json", ArchiveOf.Manifest("config.json", "1/layer.tar", "2/layer.tar"))
            ),
            Cancel
        );
        return await RunAsync(bench, main, changes: [Containers, change], image: "image.tar");
    }

    private static string Line(TshResult result, string row) =>
        Said(result).Split('\n').First(line => line.Contains($" {row}"));

    private static IEnumerable<string> Image(TshResult result) =>
        Said(result)
            .Split('\n')
            .Select(line => line.Trim())
            .Where(line =>
                line.Contains(" no-credentials-in-image ")
                || line.Contains(" image-")
                || line.Contains(" resource-limits ")
            );
}
