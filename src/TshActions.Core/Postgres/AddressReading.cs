namespace TshActions.Core.Postgres;

/// <summary>What a variable of the application's environment says of its database.</summary>
public abstract record AddressReading
{
    public sealed record Found(PostgresAddress Address) : AddressReading;

    /// <param name="Reason">What is wrong with it; never the value itself, which is a secret.</param>
    public sealed record Unreadable(string Reason) : AddressReading;
}
