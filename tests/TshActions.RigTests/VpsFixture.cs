using TshActions.Rig.Docker;

namespace TshActions.RigTests;

/// <summary>One VPS for all tests of a class: <c>IClassFixture&lt;VpsFixture&gt;</c>.</summary>
public sealed class VpsFixture : IAsyncLifetime
{
    private readonly StartedHosts _hosts = new("tests");

    public bool Started => _hosts.Started;

    public Vps Vps => _hosts[0];

    public KeyPair Key => _hosts.Key;

    public ValueTask InitializeAsync() => _hosts.InitializeAsync();

    public ValueTask DisposeAsync() => _hosts.DisposeAsync();
}
