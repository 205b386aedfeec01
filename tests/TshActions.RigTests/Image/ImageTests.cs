using System.Text.Json;
using TshActions.Processes;
using TshActions.Rig.Docker;
using TshActions.Rig.Erp;
using TshActions.Rig.Runner;

namespace TshActions.RigTests.Image;

/// <summary>What the image is, before any host is deployed to.</summary>
[Collection("the published image")]
public sealed class ImageTests(VpsFixture fixture) : IClassFixture<VpsFixture>
{
    private const long MostBytes = 60_000_000;

    private static readonly string[] Shells =
    [
        "sh",
        "bash",
        "dash",
        "ash",
        "zsh",
        "busybox",
        "perl",
        "python3",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task The_program_itself_is_started_as_root_and_gets_the_signals()
    {
        var config = await InspectAsync("{{json .Config}}");

        config
            .GetProperty("Entrypoint")
            .EnumerateArray()
            .Select(word => word.GetString())
            .ShouldBe(["/usr/bin/tsh"]);
        (config.TryGetProperty("User", out var user) ? user.GetString() : "").ShouldBe("");
        (
            config.TryGetProperty("Cmd", out var command) ? command.ValueKind : JsonValueKind.Null
        ).ShouldBe(JsonValueKind.Null);
    }

    [Fact(Timeout = 300_000)]
    public async Task It_is_small() =>
        (await InspectAsync("{{.Size}}")).GetInt64().ShouldBeInRange(1, MostBytes);

    [Fact(Timeout = 300_000)]
    public async Task It_holds_ssh_and_no_shell()
    {
        var files = await FilesAsync(await TagAsync());

        new[] { "ssh", "tsh", "ca-certificates.crt" }.ShouldBeSubsetOf(files);
        files.Intersect(Shells).ShouldBeEmpty();
        var ssh = await DockerCli.RunAsync(
            ["run", "--rm", "--entrypoint", "/usr/bin/ssh", await TagAsync(), "-V"],
            Cancel
        );
        (ssh.ExitCode, ssh.Error[..7]).ShouldBe((0, "OpenSSH"));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_shell_in_an_image_is_found()
    {
        _ = fixture.Vps;

        var files = await FilesAsync(await RigImage.TagAsync(Cancel));

        files.Intersect(Shells).ShouldContain("bash");
    }

    [Fact(Timeout = 300_000)]
    public async Task Help_names_every_verb()
    {
        var said = await DockerCli.RunAsync(["run", "--rm", await TagAsync(), "--help"], Cancel);

        said.ExitCode.ShouldBe(0);
        foreach (var verb in new[] { "deploy-slot", "health-gate", "rollback", "setup", "status" })
            said.Output.ShouldContain($"  {verb} ");
    }

    [Theory(Timeout = 300_000)]
    [InlineData(true, 0, "verdict   pass", "\"action\":\"promote\"")]
    [InlineData(false, 1, "tick      6 of 120", "\"action\":\"rollback\"")]
    public async Task A_recording_is_judged_again_without_any_network(
        bool well,
        int exitCode,
        string text,
        string json
    )
    {
        var tag = await TagAsync();
        var folder = Directory.CreateTempSubdirectory("tsh-replay-");
        try
        {
            var manifest = ErpManifest.Of(fixture.Vps) with { Interval = "1s", Bake = "120s" };
            await File.WriteAllTextAsync($"{folder}/tsh.yml", manifest.Text, Cancel);
            await File.WriteAllLinesAsync(
                $"{folder}/bake.ndjson",
                Enumerable
                    .Range(0, 120)
                    .Select(tick =>
                        $$$"""{"t":{{{tick}}},"probes":{"health":{{{Answer(well || tick < 3)}}}},"control":{"health":{{{Answer(true)}}}}}"""
                    ),
                Cancel
            );

            var said = await DockerCli.RunAsync(
                [
                    "run",
                    "--rm",
                    "--network=none",
                    $"--volume={folder}:/kept:ro",
                    tag,
                    "health-gate",
                    "--replay=/kept/bake.ndjson",
                    "--manifest=/kept/tsh.yml",
                ],
                Cancel
            );

            said.ExitCode.ShouldBe(exitCode, said.Output + said.Error);
            said.Output.ShouldContain(text);
            said.Output.ShouldContain(json);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static string Answer(bool good) =>
            good
                ? """{"ok":true,"ms":12.5,"status":200}"""
                : """{"ok":false,"ms":1.5,"why":"connection refused"}""";
    }

    private async Task<string> TagAsync()
    {
        // Without docker this skips, or fails in CI.
        _ = fixture.Vps;
        return await ActionImage.TagAsync(Cancel);
    }

    private async Task<JsonElement> InspectAsync(string format) =>
        JsonDocument
            .Parse(
                await DockerCli.RequireAsync(
                    ["image", "inspect", "-f", format, await TagAsync()],
                    Cancel
                )
            )
            .RootElement;

    /// <summary>Names of all files in an image, without their folders.</summary>
    private static async Task<HashSet<string>> FilesAsync(string image)
    {
        var container = await DockerCli.RequireAsync(["create", image], Cancel);
        try
        {
            var list = await ChildProcess.RunAsync(
                "sh",
                ["-c", $"/usr/bin/docker export {container} | tar -t"],
                Cancel
            );
            list.ExitCode.ShouldBe(0, list.Error);
            return
            [
                .. list
                    .Output.Split('\n')
                    .Select(path => Path.GetFileName(path))
                    .Where(name => name.Length > 0),
            ];
        }
        finally
        {
            await DockerCli.RunAsync(["rm", "-f", container], CancellationToken.None);
        }
    }
}
