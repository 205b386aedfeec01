using System.Globalization;
using System.Text.RegularExpressions;

namespace TshActions.Core.Nginx;

/// <summary>A time as nginx writes it: `65`, `3s`, `500ms`, `1h 30m`.</summary>
public static partial class NginxTime
{
    /// <returns>Null for what is no such time.</returns>
    public static TimeSpan? Parse(string text)
    {
        if (!Whole().IsMatch(text))
            return null;
        var sum = TimeSpan.Zero;
        foreach (Match part in Part().Matches(text))
            sum +=
                Unit(part.Groups[2].Value)
                * long.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture);
        return sum;
    }

    private static TimeSpan Unit(string unit) =>
        unit switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            "d" => TimeSpan.FromDays(1),
            "w" => TimeSpan.FromDays(7),
            "M" => TimeSpan.FromDays(30),
            "y" => TimeSpan.FromDays(365),
            _ => TimeSpan.FromSeconds(1),
        };

    [GeneratedRegex(@"\A([0-9]{1,9}(ms|[smhdwMy])? ?)+\z")]
    private static partial Regex Whole();

    [GeneratedRegex("([0-9]+)(ms|[smhdwMy])?")]
    private static partial Regex Part();
}
