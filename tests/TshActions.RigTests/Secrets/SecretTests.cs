using TshActions.Rig.Erp;
using TshActions.Rig.Secrets;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Secrets;

/// <summary>
/// A canary in the environment file, and the private key: followed through set-up, a deployment, one that fails and a
/// rollback, by a watch over every process and a search afterwards. The last tests show that watch and search can find.
/// </summary>
public sealed class SecretTests(Workbench bench) : IClassFixture<Workbench>
{
    private const string Root = "/var/lib/tsh/tsh-erp/production";

    private static readonly string Canary = $"CANARY_7f3a9{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Secrets_are_where_they_belong_and_nowhere_else()
    {
        await WriteManifestAsync();
        await bench.BuildReleaseAsync("r1");
        await bench.BuildReleaseAsync("r2");
        await bench.BuildReleaseAsync("r3", ErpSwitches.None with { NeverHealthy = true });
        await using var watch = await ArgumentWatch.StartAsync(bench.Vps, Cancel);

        ProgramEnd[] ends =
        [
            await EndsAsync(0, "setup"),
            await DeployAsync(0, "r1"),
            await DeployAsync(0, "r2"),
            await DeployAsync(5, "r3"),
            await EndsAsync(0, "rollback"),
        ];
        var (here, there) = await watch.EndAsync(Cancel);

        var secrets = await SecretsAsync();
        secrets.Count.ShouldBeGreaterThan(3);
        // The watches watched: one saw the client, the other what it started there.
        here.ShouldContain(line => line.Contains("ssh -F none"));
        there.ShouldContain(line => line.Contains("uvicorn erp.main:app"));
        foreach (var secret in secrets)
        {
            here.ShouldNotContain(line => line.Contains(secret));
            there.ShouldNotContain(line => line.Contains(secret));
            foreach (var end in ends)
            {
                end.Log.Contains(secret).ShouldBeFalse(end.Log);
                end.Summary.ShouldNotContain(secret);
                string.Join('\n', end.Outputs).ShouldNotContain(secret);
            }

            foreach (var report in Reports())
                (await File.ReadAllTextAsync(report, Cancel)).ShouldNotContain(secret);
            (await PlacesAsync(secret)).ShouldAllBe(path =>
                secret == Canary && HostSearch.IsEnvironmentFile(path)
            );
        }

        // The team's own command printed its environment: what it said is there, the secret in it is not.
        ends[1].Log.ShouldContain("CANARY_TOKEN=***");
        Reports().ShouldNotBeEmpty();
        (await PlacesAsync(Canary)).Count.ShouldBe(3);
        foreach (var end in ends)
            end.LeftNothing();
        (
            await bench.Vps.ShellAsync(
                $"stat -c '%a %U' {Root}/deployments/*/app.env | sort -u",
                Cancel
            )
        ).ShouldBe("600 deploy");
        (
            await bench.Vps.ShellAsync($"find {Root} /home/deploy -perm /022 -not -type l", Cancel)
        ).ShouldBe("");
    }

    [Fact(Timeout = 60_000)]
    public async Task The_watch_sees_a_secret_in_the_arguments_of_a_process()
    {
        var planted = $"planted-{Guid.NewGuid():N}";
        await using var watch = await ArgumentWatch.StartAsync(bench.Vps, Cancel);

        // Its argument is put together there, so that no process of this machine's own ever has it.
        await bench.Vps.ShellAsync(
            $"p=plan; sh -c 'sleep 0.5; :' \"${{p}}ted-{planted["planted-".Length..]}\"",
            Cancel
        );
        await TshActions.Processes.ChildProcess.RunAsync(
            "sh",
            ["-c", "sleep 0.5; :", $"{planted}-here"],
            Cancel
        );
        var (here, there) = await watch.EndAsync(Cancel);

        there.ShouldContain(line => line.Contains(planted));
        here.ShouldContain(line => line.Contains($"{planted}-here"));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/tmp/planted")]
    [InlineData("/var/tmp/planted")]
    [InlineData("/home/deploy/.planted")]
    [InlineData("/root/planted")]
    [InlineData("/etc/planted")]
    [InlineData("/var/lib/tsh/planted")]
    [InlineData("/var/lib/tsh/app/production/deployments/x/slot.env")]
    public async Task The_search_finds_a_secret_in_a_file(string path)
    {
        var planted = $"planted-{Guid.NewGuid():N}";
        await bench.Vps.WriteFileAsync(path, $"KEY=\"{planted}\"\n", Cancel);

        (await PlacesAsync(planted)).ShouldBe([path]);
        HostSearch.IsEnvironmentFile(path).ShouldBeFalse();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_search_finds_a_secret_in_the_journal()
    {
        var planted = $"planted-{Guid.NewGuid():N}";
        (await PlacesAsync(planted)).ShouldBeEmpty();

        await bench.Vps.ShellAsync(
            $"echo 'a program said {planted}' | systemd-cat -t careless",
            Cancel
        );

        await Eventually.HoldsAsync(
            "found in the journal",
            async () => (await PlacesAsync(planted)).Contains(HostSearch.Journal)
        );
    }

    private async Task<ProgramEnd> EndsAsync(
        int code,
        string verb,
        params (string Name, string Value)[] inputs
    )
    {
        var end = await TshProgram.RunAsync(bench, verb, inputs);
        end.ExitCode.ShouldBe(code, end.Log);
        return end;
    }

    private Task<ProgramEnd> DeployAsync(int code, string release) =>
        EndsAsync(
            code,
            "deploy-slot",
            ("release", release),
            ("path", release),
            ("env-file", $"{bench.EnvFile}CANARY_TOKEN={Canary}\n"),
            ("confirm", "self")
        );

    /// <summary>A team that is not careful: preparing the release prints the whole environment.</summary>
    private Task WriteManifestAsync() =>
        bench.WriteManifestAsync(manifest =>
            manifest.Replace(
                "migrations:",
                "release: { prepare: \"env; echo on the other output: $CANARY_TOKEN >&2\" }\nmigrations:"
            )
        );

    /// <summary>The first line of a key only says what kind it is: every key of that kind begins with it.</summary>
    private async Task<IReadOnlyList<string>> SecretsAsync() =>
        [
            Canary,
            .. (await bench.Key.ReadPrivateKeyAsync(Cancel))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.StartsWith("-----"))
                .Skip(1),
        ];

    private IEnumerable<string> Reports() =>
        Directory.EnumerateFiles(Path.Combine(bench.Workspace, ".tsh"));

    private async Task<IReadOnlyList<string>> PlacesAsync(string secret) =>
        (await HostSearch.PlacesAsync(bench.Vps, secret)).ShouldNotBeNull();
}
