using System.Security.Cryptography;
using TshActions.Core.Notices;
using TshActions.Core.Reports;
using TshActions.Notices;

namespace TshActions.Verbs;

/// <summary>Tells people of a deployment. Whoever cannot be told fails nothing and delays nothing.</summary>
internal static class Notify
{
    /// <summary>
    /// For all services together. A good one answers within a second; a deployment does not wait longer for one that is
    /// not well, and two notices of a run stay far below the 2 minutes a rollback may take.
    /// </summary>
    internal static readonly TimeSpan Together = TimeSpan.FromSeconds(10);

    public static async Task<Ending> TellAsync(VerbRun run, CancellationToken cancel)
    {
        var place = run.FindPlaces()[0];
        var spec = place.Manifest.Notify;
        using var post = new Post(run.Http, run.Time, Together, run.Story);
        var recipients = Recipients.Of(spec, run, post);
        var now = run.Time.GetUtcNow();
        var handle = Known(run);
        var news = Read(run, place.Manifest.App, place.Environment.Name, handle, now);
        run.Live = (news.LiveSlot, news.LiveRelease) switch
        {
            ("", "") => "not looked at: this verb speaks to people alone",
            (var slot, "") => $"{slot}, as the step before said",
            ("", var release) => $"{release}, as the step before said",
            var (slot, release) => $"{slot} ({release}), as the step before said",
        };
        var notice = Notice.Of(news);
        run.Story.Show("What is told", notice.Plain);

        handle ??= new(
            MessageHandle.Current,
            RandomNumberGenerator.GetHexString(24, lowercase: true),
            now,
            new Dictionary<string, string>()
        );
        var telling = new Telling(
            news,
            notice,
            handle.Messages,
            spec.On.Contains(news.Event),
            now,
            handle.Deployment
        );
        var told = await Task.WhenAll(
            recipients.Select(recipient => TellAsync(run, recipient, telling, cancel))
        );
        return End(run, told, handle, notice);
    }

    private static News Read(
        VerbRun run,
        string app,
        string environment,
        MessageHandle? handle,
        DateTimeOffset now
    )
    {
        var task = Enum.Parse<NewsTask>(run.Inputs["task"], ignoreCase: true);
        var isOver = run.Inputs["state"] is "end";
        return new(
            task,
            isOver,
            app,
            environment,
            Told("release") is { Length: > 0 } release ? release
                : task is NewsTask.Deploy ? run.Commit
                : "",
            Told("previous-release"),
            isOver ? Told("verdict") : "",
            isOver ? Told("gate-action") : "",
            isOver ? Told("live-slot") : "",
            isOver ? Told("live-release") : "",
            isOver ? Told("note") : "",
            handle is null ? null : now - handle.Began,
            Uri.TryCreate(run.Owner.Run, UriKind.Absolute, out var page) ? page : null
        );

        // It leaves for others: what is hidden in our log is hidden there.
        string Told(string input) => run.Story.Clean(run.Inputs[input]);
    }

    /// <returns>Null where nothing is known of a begin.</returns>
    private static MessageHandle? Known(VerbRun run)
    {
        if (run.Inputs["state"] is "begin" || run.Inputs["message"] is not { Length: > 0 } text)
            return null;
        if (MessageHandle.Read(text) is { } handle)
            return handle;
        run.Story.Warn(
            "notify: message",
            "`message` is nothing that begin put out, so new messages are sent: pass `steps.<id of the begin>.outputs.message`"
        );
        return null;
    }

    private static async Task<(IRecipient To, Delivery Delivery)> TellAsync(
        VerbRun run,
        IRecipient recipient,
        Telling telling,
        CancellationToken cancel
    )
    {
        var delivery = Delivery.NotAsked;
        await run.Story.StepAsync(
            $"Tell {recipient.Name}",
            async () =>
            {
                delivery = await recipient.TellAsync(telling, cancel);
                return (delivery.State is not DeliveryState.NotTaken, delivery.Note);
            }
        );
        return (recipient, delivery);
    }

    private static Ending End(
        VerbRun run,
        (IRecipient To, Delivery Delivery)[] told,
        MessageHandle handle,
        Notice notice
    )
    {
        var messages = new Dictionary<string, string>(handle.Messages);
        foreach (var (to, delivery) in told)
            if (delivery.Message is { } message)
                messages[to.Word] = message;
        var missing = told.Where(one => one.Delivery.State is DeliveryState.NotTaken).ToList();
        var took = told.Where(one => one.Delivery.State is DeliveryState.Took).ToList();
        foreach (var (to, delivery) in missing)
            run.Story.Warn($"notify: {to.Name}", $"{delivery.Note}\n{delivery.Advice}");

        run.Output("verdict", missing.Count > 0 ? "warn" : "pass");
        run.Output("message", (handle with { Messages = messages }).ToString());
        run.Output("sent", string.Join(",", took.Select(one => one.To.Word)));
        var who = string.Join(" and ", took.Select(one => one.To.Name));
        return missing is [var first, ..]
            ? run.End(
                ExitCode.Passed,
                $"{(took.Count > 0 ? $"told {who}" : "told nobody")}; {first.To.Name} not: {first.Delivery.Note}",
                first.Delivery.Advice
            )
            : run.End(
                ExitCode.Passed,
                took.Count > 0 ? $"told {who}: {notice.Headline}"
                    : told.Length > 0 ? "told nobody: nobody asks for this event"
                    : "told nobody: the manifest names nobody in `notify`",
                "nothing"
            );
    }
}
