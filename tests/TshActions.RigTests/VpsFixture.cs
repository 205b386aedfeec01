using TshActions.Rig.Docker;

namespace TshActions.RigTests;

/// <summary>
/// One VPS for all tests of a class: <c>IClassFixture&lt;VpsFixture&gt;</c>. Where docker cannot be used the tests
/// are skipped, since a laptop may lack it; in CI that would be a green run that tested nothing, so there they fail.
/// </summary>
public sealed class VpsFixture : IAsyncLifetime
{
    private string? _whyMissing;
    private KeyPair? _key;
    private Vps? _vps;

    public bool Started => _vps is not null;

    public Vps Vps => _vps ?? throw NotThere();

    public KeyPair Key => _key ?? throw NotThere();

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        _whyMissing = await DockerCli.WhyUnusableAsync(cancel);
        if (_whyMissing is not null)
        {
            return;
        }

        await Vps.RemoveStaleAsync(cancel);
        _key = await KeyPair.CreateAsync("tsh-rig", cancel);
        _vps = await Vps.StartAsync("tests", _key, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (_vps is not null)
        {
            await _vps.DisposeAsync();
        }

        _key?.Dispose();
    }

    private InvalidOperationException NotThere()
    {
        Missing.Report(_whyMissing ?? "the VPS did not start");
        return new InvalidOperationException("unreachable: the line above throws");
    }
}
