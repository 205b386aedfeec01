using System.Globalization;
using System.Net;
using TshActions.Rig.Docker;
using TshActions.Rig.DropTest.Moves;
using TshActions.Rig.Load;
using TshActions.Rig.Load.Delay;
using TshActions.Rig.Load.Long;

namespace TshActions.Rig.DropTest;

/// <summary>One row: clients ask without a break, the traffic is moved under them, and every answer is noted.</summary>
/// <param name="switchFolder">Its time of change on the host is the moment of a switch.</param>
internal sealed class DropRun(
    DropStage stage,
    ITraffic traffic,
    string switchFolder,
    TimeSpan roundTrip,
    int moves,
    int requests
)
{
    // A tenth of the requests before and a tenth after the switches: what clients get when nobody switches.
    private long Calm => requests / 10;

    private long PerMove => (requests - (2 * Calm) + moves - 1) / moves;

    public async Task<DropResult> RunAsync(CancellationToken cancel)
    {
        await using var line =
            roundTrip > TimeSpan.Zero
                ? DelayLine.Start(new IPEndPoint(IPAddress.Loopback, stage.Vps.SitePort), roundTrip)
                : null;
        var port = line?.Port ?? stage.Vps.SitePort;
        await using var longs = LongRequests.Start(new LongPlan(new($"http://127.0.0.1:{port}")));
        await using var load = LoadRun.Start(await DropClients.PlanAsync(stage.Site, port, cancel));

        var before = load.Mark("calm before");
        var calm = await load.UntilAsync(before, seen => seen.Requests >= Calm, cancel);
        var moved = await MoveAsync(load, calm.Releases[^1].Release, cancel);
        var after = load.Mark("calm after");
        await load.UntilAsync(after, seen => seen.Requests >= Calm, cancel);
        var end = load.Mark("end");
        var all = await load.StopAsync();

        var marks = moved.Select(move => move.Mark).Append(after).ToList();
        var switches = moved.Select(
            (move, index) =>
                SwitchSeen.Of(move, load.Between(move.Mark, marks[index + 1]), load.StartedAt)
        );
        LoadResult[] quiet = [load.Between(before, marks[0]), load.Between(after, end)];
        return new DropResult(
            roundTrip,
            all,
            [.. switches],
            load.Between(marks[0], after).RequestsPerSecond,
            quiet.Sum(part => part.Requests) / quiet.Sum(part => part.Duration.TotalSeconds),
            await longs.StopAsync()
        );
    }

    private async Task<List<Move>> MoveAsync(LoadRun load, string live, CancellationToken cancel)
    {
        List<Move> moved = [];
        while (moved.Count < moves)
        {
            var to = live is "v1" ? "v2" : "v1";
            LoadMark? mark = null;
            var (began, done) = (default(DateTimeOffset), default(DateTimeOffset));
            await traffic.MoveAsync(
                () => (mark, began) = (load.Mark($"switch to {to}"), DateTimeOffset.UtcNow),
                () => done = DateTimeOffset.UtcNow,
                cancel
            );
            var move = new Move(
                live,
                to,
                mark ?? throw new RigException("The verb passed without a switch step."),
                began,
                done,
                await FlippedAsync(cancel)
            );
            move.Require();
            moved.Add(move);
            await load.UntilAsync(move.Mark, seen => IsSettled(seen, to), cancel);
            live = to;
        }

        return moved;
    }

    // A new slot that never answers must not keep the run waiting: the judge will say so.
    private bool IsSettled(LoadResult seen, string to) =>
        seen.Requests >= PerMove
        && (seen.AnswersOf(to) is not null || seen.Requests >= 4 * PerMove);

    private async Task<DateTimeOffset> FlippedAsync(CancellationToken cancel)
    {
        var seconds = await stage.Vps.ShellAsync($"stat -c %.6Y {switchFolder}", cancel);
        return DateTimeOffset.UnixEpoch
            + TimeSpan.FromMicroseconds(
                long.Parse(seconds.Replace(".", ""), CultureInfo.InvariantCulture)
            );
    }
}
