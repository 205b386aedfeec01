using System.Diagnostics;
using TshActions.Core.Notices;

namespace TshActions.Notices;

/// <summary>
/// A chat where a message can be changed: the begin's becomes the end's, so that a deployment is one message. Nobody is
/// called by a change, so what people must hear is said below it once more, in short.
/// </summary>
internal abstract class ChatBoard : IRecipient
{
    public abstract string Name { get; }

    public abstract string Word { get; }

    public async Task<Delivery> TellAsync(Telling telling, CancellationToken cancel)
    {
        var notice = telling.Notice;
        if (
            telling.Known.GetValueOrDefault(Word) is not { Length: > 0 } message
            || !IsHere(message)
        )
            return telling.IsAsked ? await NewAsync(notice, "", cancel) : Delivery.NotAsked;
        var updated = await UpdateAsync(message, notice, cancel);
        if (updated is Said.Gone(var gone))
            return await NewAsync(notice, $"; the one before was gone ({gone})", cancel);
        var heard =
            notice.Rings && telling.IsAsked
                ? await AddAsync(notice.Short, message, cancel)
                : updated;
        return (updated, heard) switch
        {
            (Said.Not(var refusal), Said.Told) => Delivery.NotTaken(
                refusal with
                {
                    Why =
                        $"the reply that calls people was taken, and its message not updated: {refusal.Why}",
                },
                message
            ),
            (Said.Not(var refusal), _) => Delivery.NotTaken(refusal, message),
            (_, Said.Not(var refusal)) => Delivery.NotTaken(
                refusal with
                {
                    Why =
                        $"its message was updated, and the reply that calls people not taken: {refusal.Why}",
                },
                message
            ),
            _ => new(
                DeliveryState.Took,
                updated == heard
                    ? "its message updated in place"
                    : "its message updated in place, and a reply that calls people",
                Message: message
            ),
        };
    }

    private async Task<Delivery> NewAsync(Notice notice, string note, CancellationToken cancel) =>
        await AddAsync(notice, below: null, cancel) switch
        {
            Said.Told(var message) => new(
                DeliveryState.Took,
                $"a new message{note}",
                Message: message
            ),
            Said.Not(var refusal) => Delivery.NotTaken(refusal),
            _ => throw new UnreachableException(),
        };

    /// <summary>Whether a message is one of this chat: the manifest may name another by now.</summary>
    protected abstract bool IsHere(string message);

    /// <param name="below">The message it is an answer to; null: none.</param>
    protected abstract Task<Said> AddAsync(Notice notice, string? below, CancellationToken cancel);

    protected abstract Task<Said> UpdateAsync(
        string message,
        Notice notice,
        CancellationToken cancel
    );
}

/// <summary>What became of one message.</summary>
internal abstract record Said
{
    public sealed record Told(string Message) : Said;

    /// <summary>There is no such message any more, or it may not be changed.</summary>
    public sealed record Gone(string Why) : Said;

    public sealed record Not(Refusal Refusal) : Said;
}
