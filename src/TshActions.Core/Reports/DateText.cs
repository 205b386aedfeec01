using System.Globalization;

namespace TshActions.Core.Reports;

/// <summary>Instants as people write them, in UTC.</summary>
public static class DateText
{
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy");

    /// <summary>For axes, where the year is known.</summary>
    public static string ShortDay(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM");

    public static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm");

    /// <summary>For programs, to the second (RFC 3339).</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString(Rfc3339);

    /// <returns>Null for what <see cref="Instant"/> does not write.</returns>
    public static DateTimeOffset? InstantOf(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            Rfc3339,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at
            : null;

    private const string Rfc3339 = "yyyy-MM-dd'T'HH:mm:ss'Z'";
}
