namespace TshActions.Core.Reports;

/// <summary>Instants as people write them, in UTC.</summary>
public static class DateText
{
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy");

    /// <summary>For axes, where the year is known.</summary>
    public static string ShortDay(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM");

    public static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm");
}
