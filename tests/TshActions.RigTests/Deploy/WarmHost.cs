namespace TshActions.RigTests.Deploy;

/// <summary>
/// A host with v1 warm in green and v2 live in blue. A test that shares it leaves it like that, which is what most of
/// them are about.
/// </summary>
public sealed class WarmHost : IAsyncLifetime
{
    // The guard of a cancelled run may still be giving it back.
    private const string AskWarm = """
        for try in $(seq 300); do
            said=$(curl -s -D - -o /dev/null http://127.0.0.1:8011/health)
            case $said in *" 200 "*": v1"*) break ;; esac
            sleep 0.2
        done
        printf '%s\n' "$said"
        """;

    public Workbench Bench { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Bench.InitializeAsync();
        await FillAsync(Bench);
    }

    public ValueTask DisposeAsync() => Bench.DisposeAsync();

    public static async Task FillAsync(Workbench bench)
    {
        await bench.SetUpWithAsync("v1");
        await bench.BuildReleaseAsync("v2");
        var second = await bench.DeployAsync("v2");
        second.ExitCode.ShouldBe(0, second.Log);
    }

    /// <summary>Rollbacks of other tests have left their marks on the releases.</summary>
    public static Task ClearNamesAsync(Workbench bench) =>
        bench.Vps.ShellAsync(
            "rm -f /var/lib/tsh/tsh-erp/production/bad/*",
            TestContext.Current.CancellationToken
        );

    /// <summary>Clients get v2, and v1 could take over at once.</summary>
    public static async Task ShouldBeAsBeforeAsync(Workbench bench)
    {
        var cancel = TestContext.Current.CancellationToken;
        (await bench.ReleaseAtSiteAsync()).ShouldBe("v2");
        (await bench.Vps.ShellAsync("ls /var/lib/tsh/tsh-erp/production/live", cancel)).ShouldBe(
            "blue",
            "green is live"
        );
        var warm = await bench.Vps.ShellAsync(AskWarm, cancel);
        warm.ShouldContain("200 OK");
        warm.ShouldContain("x-release: v1", Case.Insensitive);
    }
}
