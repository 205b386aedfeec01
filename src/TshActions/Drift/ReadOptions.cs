using System.Security.Cryptography;

namespace TshActions.Drift;

/// <summary>How a catalog is read.</summary>
/// <param name="Salt">See <see cref="CatalogQueries.For" />.</param>
/// <param name="Statement">Most that one statement may take.</param>
internal sealed record ReadOptions(string? Salt, bool IncludeRoles, TimeSpan Statement)
{
    /// <summary>Most that it may take to be let in.</summary>
    public TimeSpan Connect => TimeSpan.FromSeconds(10);

    /// <summary>Whoever holds a lock on a catalog that long is altering it.</summary>
    public TimeSpan Lock => TimeSpan.FromSeconds(2);

    /// <summary>On top of the server's own time limit, for what is lost between.</summary>
    public TimeSpan Grace => TimeSpan.FromSeconds(5);

    public static string NewSalt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
