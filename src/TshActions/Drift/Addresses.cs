using TshActions.Core.Postgres;

namespace TshActions.Drift;

/// <summary>Addresses of databases, and what of them nobody may see.</summary>
internal static class Addresses
{
    /// <param name="where">What holds the text, for a message that must not show it.</param>
    /// <exception cref="BadInput">It is no address.</exception>
    public static PostgresAddress Read(string text, string where, Action<string> hide)
    {
        if (PostgresAddress.Parse(text) is not AddressReading.Found { Address: var address })
            throw new BadInput(
                $"{where} cannot be read: {(PostgresAddress.Parse(text) as AddressReading.Unreadable)?.Reason}",
                "write it like postgresql://user:password@host:5432/database"
            );
        if (address.Password is { Length: > 0 } password)
            hide(password);
        return address;
    }
}
