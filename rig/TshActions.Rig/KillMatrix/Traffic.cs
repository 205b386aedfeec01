using TshActions.Rig.Erp;
using TshActions.Rig.Load;

namespace TshActions.Rig.KillMatrix;

/// <summary>Clients of the site through a whole cell, and which of their losses are the fault's own.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    private readonly Uri _site;
    private readonly List<(LoadMark Mark, bool Excused)> _marks = [];
    private readonly List<LoadResult> _counted = [];
    private readonly List<LoadResult> _excused = [];
    private LoadRun _run;

    private Traffic(Uri site, LoadRun run)
    {
        (_site, _run) = (site, run);
        _marks.Add((run.Mark("begin"), false));
    }

    /// <summary>A small shop: keep-alive reads and signed-in orders, twenty a second.</summary>
    public static async Task<Traffic> StartAsync(Uri site, CancellationToken cancel) =>
        new(site, await ClientsAsync(site, cancel));

    /// <summary>From here on losses are the fault's own.</summary>
    public void Excuse() => _marks.Add((_run.Mark("fault"), true));

    /// <summary>From here on they count again.</summary>
    public void Count() => _marks.Add((_run.Mark("after"), false));

    /// <summary>After a reboot everything is new: addresses, ports, connections.</summary>
    public async Task BeginAgainAsync(Uri site, CancellationToken cancel)
    {
        await CloseAsync();
        await _run.DisposeAsync();
        _run = await ClientsAsync(site, cancel);
        _marks.Add((_run.Mark("again"), false));
    }

    /// <summary>Ends it.</summary>
    /// <returns>What was asked when every answer counted, and what was lost in the fault's own time.</returns>
    public async Task<(LoadResult[] Counted, long Excused)> StopAsync()
    {
        await CloseAsync();
        return ([.. _counted], _excused.Sum(part => part.Failed));
    }

    public Uri Site => _site;

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    private async Task CloseAsync()
    {
        await _run.StopAsync();
        for (var i = 0; i < _marks.Count; i++)
        {
            var part =
                i + 1 < _marks.Count
                    ? _run.Between(_marks[i].Mark, _marks[i + 1].Mark)
                    : _run.Since(_marks[i].Mark);
            (_marks[i].Excused ? _excused : _counted).Add(part);
        }

        _marks.Clear();
    }

    private static async Task<LoadRun> ClientsAsync(Uri site, CancellationToken cancel)
    {
        return LoadRun.Start(
            await ErpOrder.LightClientsAsync(site, cancel) with
            {
                Connections = 8,
                MostThinkTime = TimeSpan.FromMilliseconds(400),
                RequestsPerSecond = 20,
                // All of them: some may be a sick release's own.
                FailuresKept = 5_000,
                MaxRequests = 30_000,
                MaxDuration = TimeSpan.FromMinutes(10),
            }
        );
    }
}
