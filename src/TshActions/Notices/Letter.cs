namespace TshActions.Notices;

/// <summary>One thing to be sent.</summary>
/// <param name="To">Name of the service, for messages. The address may be a secret, so they never hold it.</param>
/// <param name="Harmless">Heard twice it does no more than heard once.</param>
internal sealed record Letter(string To, Uri Address, byte[] Body, bool Harmless)
{
    /// <summary>Made anew for each try: a signature holds its time.</summary>
    public Func<IEnumerable<(string Name, string Value)>> Headers { get; init; } = () => [];

    /// <summary>The wait an answer asks for in its body, where the service does that.</summary>
    public Func<PostReply.Came, TimeSpan?> AsksToWait { get; init; } = _ => null;
}
