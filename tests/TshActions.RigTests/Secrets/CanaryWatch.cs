using TshActions.Rig.Docker;
using TshActions.Rig.Secrets;
using TshActions.RigTests.Secrets;

[assembly: AssemblyFixture(typeof(CanaryWatch))]

namespace TshActions.RigTests.Secrets;

/// <summary>
/// Over the whole run: the arguments of every process, ten times a second; each output and report as it comes; each host
/// before it goes; and after the last test what the run left in this machine's temporary files.
/// </summary>
public sealed class CanaryWatch : IAsyncLifetime
{
    private static int _searched;

    private readonly CancellationTokenSource _end = new();
    private readonly HashSet<string> _arguments = [];
    private readonly DateTime _begin = DateTime.UtcNow;
    private Task _watch = Task.CompletedTask;

    /// <summary>A run of single tests need not give the program each kind of secret.</summary>
    private static bool IsWhole =>
        !Environment
            .GetCommandLineArgs()
            .Any(argument =>
                argument is "-class" or "-namespace" or "-method" or "-trait" or "-filter"
            );

    public static async Task SearchAsync(Vps host)
    {
        var canaries = Canaries.Here;
        if (canaries.All is not { Count: > 0 } secrets)
            return;
        if (await HostSearch.PlacesAsync(host, secrets) is not { } places)
            return;
        Interlocked.Increment(ref _searched);
        foreach (var place in places.Where(place => !HostSearch.IsEnvironmentFile(place)))
            canaries.Saw($"{host.Name}: {place}");
    }

    public ValueTask InitializeAsync()
    {
        _watch = Task.Factory.StartNew(
            () =>
            {
                while (!_end.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(100)))
                    ProcessArguments.AddTo(_arguments);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watch;
        _end.Dispose();
        var canaries = Canaries.Here;
        foreach (var line in _arguments)
            canaries.Look($"arguments of {line.Split(' ')[0]}", line, canaries.All);
        // What is older is others': a checkout that is being built, for one.
        foreach (var left in new DirectoryInfo(Path.GetTempPath()).EnumerateFileSystemInfos())
            if (left.CreationTimeUtc >= _begin)
                canaries.LookInFiles(left, _begin, canaries.All);
        canaries.Seen.ShouldBeEmpty();
        if (!IsWhole)
            return;
        canaries.Given.ShouldBe(Canaries.Kinds, ignoreOrder: true);
        _searched.ShouldBeGreaterThan(5);
        _arguments.Count.ShouldBeGreaterThan(200);
    }
}
