using System.Globalization;

namespace TshActions.Manifest;

/// <summary>Days, times and time zones, as windows are written with them.</summary>
internal static class WindowScalars
{
    private const string TimePattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static Shape.Choice Day(string about) => new(about, [.. Days[1..], Days[0]]);

    public static Shape.Text Time(string about) =>
        new(
            about,
            "a time of day like 22:00",
            TimePattern,
            text => text.Length is 5 && TryTime(text, out _)
        );

    public static Shape.Text Zone(string about) =>
        new(
            about,
            "a time zone of the IANA database like Europe/Berlin, or UTC",
            "^[A-Za-z0-9_+/-]+$",
            text => text.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(text, out _)
        );

    /// <summary>Reads a text that <see cref="Day"/> has.</summary>
    public static DayOfWeek DayOf(string text) => (DayOfWeek)Array.IndexOf(Days, text);

    /// <summary>Reads a text that <see cref="Time"/> accepts.</summary>
    public static TimeOnly TimeOf(string text) =>
        TryTime(text, out var time) ? time : throw new FormatException(text);

    /// <summary>Reads a text that <see cref="Zone"/> accepts.</summary>
    public static TimeZoneInfo ZoneOf(string text) => TimeZoneInfo.FindSystemTimeZoneById(text);

    private static bool TryTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(
            text,
            "HH:mm",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out time
        );
}
