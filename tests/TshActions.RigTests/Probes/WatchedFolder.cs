using System.Text.Json.Nodes;
using TshActions.Core.Gates;
using TshActions.Core.Slots;
using TshActions.Probes;
using TshActions.Processes;
using TshActions.RigTests.Host;
using TshActions.RigTests.Ssh;

namespace TshActions.RigTests.Probes;

/// <summary>A host's folder of an app, and the helper's watches in it, run by this machine's own dash and bash.</summary>
internal sealed class WatchedFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private WatchedFolder(KeptFolder folder) => Folder = folder;

    public KeptFolder Folder { get; }

    public string Root => Folder.Root;

    public static async Task<WatchedFolder> MakeAsync() => new(await KeptFolder.MakeAsync("dash"));

    /// <summary>Nothing of it goes on when its test has ended.</summary>
    public void Dispose()
    {
        Folder.InHelperAsync($"root={Root}; end_watch stopped").GetAwaiter().GetResult();
        // What takes facts has a process group of its own, and may be writing its last file.
        SpinWait.SpinUntil(() => !Folder.IsInUse, Patience).ShouldBeTrue();
        Folder.Dispose();
    }

    /// <summary>Orders for one probe at a port; half a second is what an answer may take.</summary>
    public static WatchOrders Orders(int port, int? old = null) =>
        new(
            [new Probe("health", "/health", 200, Vantage.Slot)],
            TimeSpan.FromSeconds(0.5),
            "X-Release",
            "erp.example.com",
            new SlotAt(Slot.Green, port)
        )
        {
            Old = old is { } at ? new SlotAt(Slot.Blue, at) : null,
            Release = "v2",
        };

    public Task<ProcessResult> TryStartAsync(string name, string orders) =>
        Folder.FeedAsync(orders, "watch", Root, KeptFolder.Token, name);

    public async Task StartAsync(string name, WatchOrders orders, int ticks, double interval = 1)
    {
        var text = orders.Watch(TimeSpan.FromSeconds(interval), ticks);
        var started = await TryStartAsync(name, text);
        (started.ExitCode, started.Output, started.Error).ShouldBe((0, "", ""));
    }

    public async Task<Recorded> ReadAsync(string name, int from = 1)
    {
        var read = await Folder.HelpAsync("watched", Root, name, $"{from}");
        (read.ExitCode, read.Error).ShouldBe((0, ""));
        return Recorded.Read(read.Output);
    }

    /// <summary>The whole recording, once the watch has ended like this.</summary>
    public async Task<JsonNode[]> EndsAsync(string name, WatchState state = WatchState.Complete)
    {
        await Eventually.HoldsAsync(
            $"{name} ended {state}",
            async () => (await ReadAsync(name)).State == state,
            Patience
        );
        return [.. (await ReadAsync(name)).Lines.Select(line => JsonNode.Parse(line)!)];
    }

    public Task LinesAsync(string name, int count) =>
        Eventually.HoldsAsync(
            $"{name} has {count} lines",
            async () => (await ReadAsync(name)).Count >= count,
            Patience
        );

    /// <summary>The number of the process that watches, which leads its session.</summary>
    public async Task<string> ProcessAsync() =>
        (await Folder.ShellAsync($"cut -d ' ' -f 1 {Root}/gate/now")).Trim();

    /// <summary>One that has ended may still be in the kernel's list, until its parent has asked after it.</summary>
    public async Task<bool> RunsAsync(string process) =>
        (
            await Folder.ShellAsync(
                $"sed 's/^.*) //' /proc/{process}/stat 2>/dev/null | cut -d ' ' -f 1"
            )
        ).Trim()
            is not ("" or "Z");

    /// <summary>How many processes of a baseline there are.</summary>
    public async Task<int> AskingAsync() =>
        int.Parse(
            await Folder.ShellAsync(
                $"cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' | grep -o '{Path.GetFullPath("../../help[e]r", Root)} sampling' | wc -l"
            )
        );

    /// <summary>A baseline of one probe, to the end.</summary>
    public async Task<JsonNode[]> BaselineAsync(WatchOrders orders, int samples, double pace = 0.05)
    {
        var asked = await Folder.FeedAsync(
            orders.Baseline(samples, TimeSpan.FromSeconds(pace), TimeSpan.FromSeconds(30)),
            "baseline",
            Root
        );
        (asked.ExitCode, asked.Error).ShouldBe((0, ""));
        return [.. asked.Output.Split('\n')[..^1].Select(line => JsonNode.Parse(line)!)];
    }
}
