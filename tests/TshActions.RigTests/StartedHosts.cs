using TshActions.Rig.Docker;
using TshActions.RigTests.Secrets;

namespace TshActions.RigTests;

/// <summary>
/// Hosts for the tests of a class, with one key for all. Where docker cannot be used the tests are skipped, since a
/// laptop may lack it; in CI that would be a green run that tested nothing, so there they fail.
/// </summary>
internal sealed class StartedHosts(params IReadOnlyList<string> names) : IAsyncLifetime
{
    private string? _whyMissing;
    private KeyPair? _key;
    private Vps[] _hosts = [];

    public bool Started => _hosts.Length > 0;

    public Vps this[int number] => Started ? _hosts[number] : throw NotThere();

    public KeyPair Key => _key ?? throw NotThere();

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        _whyMissing = await DockerCli.WhyUnusableAsync(cancel);
        if (_whyMissing is not null)
            return;
        await Vps.RemoveStaleAsync(cancel);
        _key = await KeyPair.CreateAsync(names[0], cancel);
        _hosts = await Task.WhenAll(names.Select(name => Vps.StartAsync(name, _key, cancel)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var vps in _hosts)
        {
            await CanaryWatch.SearchAsync(vps);
            await vps.DisposeAsync();
        }
        _key?.Dispose();
    }

    private InvalidOperationException NotThere()
    {
        Missing.Report(_whyMissing ?? "the host did not start");
        return new InvalidOperationException("unreachable: the line above throws");
    }
}
