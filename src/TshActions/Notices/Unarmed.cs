namespace TshActions.Notices;

/// <summary>One who cannot be told, because its secret did not come or is none.</summary>
internal sealed class Unarmed(string name, string word, Refusal refusal) : IRecipient
{
    public string Name => name;

    public string Word => word;

    public Task<Delivery> TellAsync(Telling telling, CancellationToken cancel) =>
        Task.FromResult(
            telling.IsAsked || telling.Known.ContainsKey(word)
                ? Delivery.NotTaken(refusal)
                : Delivery.NotAsked
        );
}
