using TshActions.Rig.Load;

namespace TshActions.RigTests.Load;

public sealed class LoadRunTests
{
    [Fact]
    public async Task Marks_subtract()
    {
        var scenes = new[] { "calm", "broken", "settled" };
        var mayBegin = scenes.Select(_ => new TaskCompletionSource()).ToArray();
        await using var server = new RawServer(async conversation =>
        {
            for (var count = 0; await conversation.ReadRequestAsync() is not null; count++)
            {
                await mayBegin[count / 100].Task;
                var broken = count / 100 == 1;
                await conversation.SendAsync(
                    broken ? Answers.Of("503 No", "green") : Answers.Of("200 OK", "blue")
                );
            }
        });
        await using var run = LoadRun.Start(Loads.Plan(server.Port, 300, Loads.Get, Loads.Post));

        var marks = new List<LoadMark>();
        for (var i = 0; i < scenes.Length; i++)
        {
            marks.Add(run.Mark(scenes[i]));
            mayBegin[i].SetResult();
            await run.UntilAsync(
                marks[i],
                seen => seen.Requests == 100,
                TestContext.Current.CancellationToken
            );
        }

        var calm = run.Between(marks[0], marks[1]);
        var broken = run.Between(marks[1], marks[2]);
        var total = await run.StopAsync();

        (calm.Requests, calm.Failed, calm.Releases.Single().Release).ShouldBe((100, 0, "blue"));
        (broken.Requests, broken.Failed, broken.Releases.Single().Release).ShouldBe(
            (100, 100, "green")
        );
        broken.Failures.ShouldAllBe(failure =>
            failure.At >= marks[1].At && failure.At <= marks[2].At
        );
        broken.AnswersOf("green")!.First.ShouldBeGreaterThanOrEqualTo(marks[1].At);
        run.Since(marks[1]).Requests.ShouldBe(200);
        (total.Requests, total.Failed).ShouldBe((300, 100));
        total
            .Releases.Select(seen => (seen.Release, seen.Answers))
            .ShouldBe([("blue", 200), ("green", 100)]);
        total.AnswersOf("blue")!.Last.ShouldBeGreaterThan(total.AnswersOf("green")!.Last);
    }

    [Fact]
    public async Task Only_the_first_failures_of_each_mark_are_kept_and_all_are_counted()
    {
        await using var server = RawServer.Answering(Answers.Of("500 Internal Server Error"));
        await using var run = LoadRun.Start(Unending(server.Port) with { FailuresKept = 7 });
        var cancel = TestContext.Current.CancellationToken;

        var first = run.Mark("first");
        await run.UntilAsync(first, seen => seen.Failed > 50, cancel);
        var second = run.Mark("second");
        await run.UntilAsync(second, seen => seen.Failed > 50, cancel);
        await run.StopAsync();

        run.Between(first, second).Failures.Count.ShouldBe(7);
        run.Since(second).Failures.Count.ShouldBe(7);
        run.Since(second).Failures.ShouldAllBe(failure => failure.At >= second.At);
        run.Since(second).Failed.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task Answers_still_due_at_the_stop_are_waited_for()
    {
        var asked = new TaskCompletionSource();
        var mayAnswer = new TaskCompletionSource();
        await using var server = new RawServer(async conversation =>
        {
            await conversation.ReadRequestAsync();
            asked.SetResult();
            await mayAnswer.Task;
            await conversation.SendAsync(Answers.Ok);
        });
        await using var run = LoadRun.Start(Loads.Plan(server.Port, 1000, Loads.Post));

        await asked.Task;
        var stopping = run.StopAsync();
        stopping.IsCompleted.ShouldBeFalse();
        mayAnswer.SetResult();
        var result = await stopping;

        (result.Requests, result.Failed, result.End).ShouldBe((1, 0, LoadEnd.Stopped));
    }

    [Fact]
    public async Task A_run_ends_by_itself_and_says_by_which_bound()
    {
        await using var server = RawServer.Answering(Answers.Ok);

        var counted = await Loads.ToItsEndAsync(
            Loads.Plan(server.Port, 10, Loads.Get) with
            {
                Connections = 4,
            }
        );
        var timed = await Loads.ToItsEndAsync(
            Unending(server.Port) with
            {
                MaxDuration = TimeSpan.FromMilliseconds(50),
            }
        );

        (counted.Requests, counted.End).ShouldBe((10, LoadEnd.MaxRequests));
        timed.End.ShouldBe(LoadEnd.MaxDuration);
    }

    [Fact]
    public async Task Waiting_for_what_cannot_come_any_more_is_an_error()
    {
        await using var server = RawServer.Answering(Answers.Ok);
        await using var run = LoadRun.Start(Loads.Plan(server.Port, 5, Loads.Get));

        var wait = run.UntilAsync(
            run.Mark("green"),
            seen => seen.AnswersOf("green") is not null,
            CancellationToken.None
        );

        (await wait.ShouldThrowAsync<InvalidOperationException>()).Message.ShouldContain(
            "MaxRequests"
        );
    }

    [Fact]
    public async Task The_same_seed_draws_the_same_mix()
    {
        await using var server = RawServer.Answering(Answers.Ok);
        var plan = Loads.Plan(server.Port, 300, Loads.Get with { Weight = 3 }, Loads.Post);

        var first = await Loads.ToItsEndAsync(plan with { Seed = 42 });
        var again = await Loads.ToItsEndAsync(plan with { Seed = 42 });

        again.Counts.ShouldBe(first.Counts);
        first.Count("GET", Outcome.Ok).ShouldBeInRange(190, 260);
    }

    [Fact]
    public async Task The_cap_holds_for_all_connections_together()
    {
        await using var server = RawServer.Answering(Answers.Ok);
        var plan = Unending(server.Port) with
        {
            Connections = 16,
            RequestsPerSecond = 200,
            MaxDuration = TimeSpan.FromSeconds(1),
        };

        var result = await Loads.ToItsEndAsync(plan);

        // Above by what may be caught up after a stall; below only a stalled machine would go.
        result.Requests.ShouldBeLessThanOrEqualTo(210);
        result.Requests.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void A_plan_without_an_end_is_refused()
    {
        var plan = new LoadPlan("127.0.0.1", 1, [Loads.Get]) { MaxDuration = TimeSpan.FromDays(1) };

        Should
            .Throw<ArgumentException>(() => LoadRun.Start(plan))
            .Message.ShouldContain("duration");
    }

    private static LoadPlan Unending(int port) =>
        Loads.Plan(port, 1_000_000, Loads.Get, Loads.Post) with
        {
            Connections = 4,
        };
}
