namespace TshActions.Notices;

internal enum DeliveryState
{
    Took,
    NotTaken,

    /// <summary>It asked for other events.</summary>
    NotAsked,
}

/// <summary>What became of a notice at one service.</summary>
/// <param name="Note">How it was told, or why not.</param>
/// <param name="Advice">What mends that; empty where nothing is to be mended.</param>
/// <param name="Message">The service's own name for the message that tells of this deployment; null where none can be updated.</param>
internal sealed record Delivery(
    DeliveryState State,
    string Note,
    string Advice = "",
    string? Message = null
)
{
    public static readonly Delivery NotAsked = new(
        DeliveryState.NotAsked,
        "does not ask for this event"
    );

    public static Delivery NotTaken(Refusal refusal, string? message = null) =>
        new(DeliveryState.NotTaken, refusal.Why, refusal.Advice, message);
}

/// <summary>A service did not take it.</summary>
internal sealed record Refusal(string Why, string Advice);

/// <summary>What is told.</summary>
/// <param name="Known">Messages of the begin, by a recipient's word.</param>
/// <param name="IsAsked">False: the event is none that was asked for, and only what was begun is brought to its end.</param>
/// <param name="At">When it happened.</param>
/// <param name="Deployment">The same for all notices of one deployment.</param>
internal sealed record Telling(
    Core.Notices.News News,
    Core.Notices.Notice Notice,
    IReadOnlyDictionary<string, string> Known,
    bool IsAsked,
    DateTimeOffset At,
    string Deployment
);

/// <summary>Somebody who is told.</summary>
internal interface IRecipient
{
    /// <summary>For people.</summary>
    string Name { get; }

    /// <summary>For outputs and handles.</summary>
    string Word { get; }

    Task<Delivery> TellAsync(Telling telling, CancellationToken cancel);
}
