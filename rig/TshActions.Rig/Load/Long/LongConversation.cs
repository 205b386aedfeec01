using System.Net.WebSockets;

namespace TshActions.Rig.Load.Long;

/// <summary>What one long request has got so far: it is what is known of it when it is cut.</summary>
internal sealed class LongConversation
{
    public string? Release { get; set; }

    public int Parts { get; set; }

    public LongEnd Whole => new LongEnd.Whole(Parts);

    public LongEnd Cut(string how) => new LongEnd.Cut($"{how}, after {Parts} parts");

    /// <summary>Has the conversation, and tells whatever ends it too early as a cut.</summary>
    public async Task<LongEnd> HaveAsync(
        Func<LongConversation, CancellationToken, Task<LongEnd>> converse,
        TimeSpan patience,
        CancellationToken drop
    )
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(drop);
        end.CancelAfter(patience);
        try
        {
            return await converse(this, end.Token);
        }
        catch (OperationCanceledException) when (!drop.IsCancellationRequested)
        {
            return Cut($"no end within {patience.TotalSeconds:0.#} s");
        }
        catch (Exception error)
            when (error is HttpRequestException or IOException or WebSocketException)
        {
            return Cut((error.InnerException ?? error).Message);
        }
    }
}
