using TshActions.GitHub.Api;
using TshActions.Rig.Forge;
using TshActions.Tests;

namespace TshActions.RigTests.GitHub;

/// <summary>The program's client against a forge of its own, by a clock that waits for nothing.</summary>
internal sealed class ApiBench : IAsyncDisposable
{
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false };
    private readonly List<string> _said = [];

    private ApiBench(LoopbackForge forge, ManualTime time)
    {
        Forge = forge;
        Time = time;
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public LoopbackForge Forge { get; }

    public ManualTime Time { get; }

    public IReadOnlyList<string> Said => _said;

    /// <summary>The commit everything is deployed from.</summary>
    public string Commit { get; private set; } = "";

    /// <param name="clock">The forge's; without one it is <see cref="Time"/>.</param>
    public static async Task<ApiBench> StartAsync(TimeProvider? clock = null)
    {
        var time = ManualTime.Hurried;
        var bench = new ApiBench(
            await LoopbackForge.StartAsync(clock ?? time, await Contract.ReadyAsync(), Cancel),
            time
        );
        bench.Commit = await bench.Forge.Repository.Git.CommitAsync(
            "main",
            "feat: begin",
            ("app.py", "print()\n")
        );
        return bench;
    }

    public GitHubApi Api(params string[] permissions) => Api(TimeSpan.FromMinutes(5), permissions);

    public GitHubApi Api(TimeSpan patience, params string[] permissions) =>
        With(Forge.Allow(permissions), patience);

    public GitHubApi With(string token, TimeSpan? patience = null, TimeProvider? time = null) =>
        new(
            RepositoryAddress.Of(Forge.Environment)!,
            token,
            _handler,
            time ?? Time,
            _said.Add,
            new(patience ?? TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(0.5))
        );

    public NewDeployment New(string key = "k1", string environment = "staging") =>
        new(
            Commit,
            "deploy",
            environment,
            "v2",
            new DeploymentPayload(
                DeploymentPayload.Current,
                key,
                "v2",
                "a tree",
                "a run"
            ).ToElement(),
            environment is "production"
        );

    public IEnumerable<string> Asked =>
        Forge.Exchanges.Select(exchange => $"{exchange.Method} {exchange.Path} {exchange.Status}");

    public async ValueTask DisposeAsync()
    {
        _handler.Dispose();
        await Forge.DisposeAsync();
        Forge.Complaints.ShouldBeEmpty();
    }
}
