using TshActions.Rig.Runner;
using TshActions.RigTests.Setup;

namespace TshActions.RigTests.Drift;

/// <summary>The database of a live release, on the loopback of its host: known from the release itself, reached by ssh.</summary>
public sealed class ThroughHostTests : IAsyncLifetime
{
    private readonly Workbench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _bench.InitializeAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact(Timeout = 300_000)]
    public async Task What_was_changed_by_hand_on_production_is_found_and_the_host_is_as_before()
    {
        (await _bench.TshAsync("setup")).ExitCode.ShouldBe(0);
        var early = await CheckAsync(("snapshot", "schema.jsonl"));
        early.ExitCode.ShouldBe(3, early.Log);
        early.Log.ShouldContain("no release is live");

        await _bench.BuildReleaseAsync("v1");
        (await _bench.DeployAsync("v1")).ExitCode.ShouldBe(0);
        var before = await HostPicture.OfTshAsync(_bench.Vps);
        var written = await CheckAsync(("snapshot", "schema.jsonl"));
        written.ExitCode.ShouldBe(0, written.Log);
        var same = await CheckAsync(("staging", "schema.jsonl"));
        same.ExitCode.ShouldBe(0, same.Log);

        await AskAsync("ALTER TABLE users DROP CONSTRAINT users_name_key");
        var drifted = await CheckAsync(("staging", "schema.jsonl"));

        drifted.ExitCode.ShouldBe(1, drifted.Log);
        drifted.Log.ShouldContain("constraint public.users.users_name_key");
        drifted.Log.ShouldContain("1 on production");
        drifted
            .Log.Split('\n')
            .Where(line => !line.StartsWith("::add-mask::"))
            .ShouldNotContain(line => line.Contains(Workbench.Secret));
        (await HostPicture.OfTshAsync(_bench.Vps)).ShouldShowTheSameAs(before);
    }

    private async Task<TshResult> CheckAsync(params (string Name, string Value)[] inputs) =>
        await _bench.TshAsync(
            "schema-drift-check",
            [("production-ssh-key", await _bench.Key.ReadPrivateKeyAsync(Cancel)), .. inputs]
        );

    private Task<string> AskAsync(string sql) =>
        _bench.Vps.ShellAsync(
            $"PGPASSWORD={Workbench.Secret} psql -q -h 127.0.0.1 -U erp -d erp_production -c '{sql}'",
            Cancel
        );
}
