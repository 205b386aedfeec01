using System.Globalization;

namespace TshActions.Core.Reports;

/// <summary>Measured numbers, short whatever was measured.</summary>
public static class FigureText
{
    public const string None = "–";

    public static string Milliseconds(double? value) =>
        value is null ? None
        : value < 10 ? $"{Number(value.Value, "0.#")} ms"
        : $"{Number(value.Value, "0")} ms";

    public static string Percent(double? value) =>
        value is { } known ? $"{Number(known, "0")} %" : None;

    public static string Times(double? ratio) =>
        ratio is { } known ? $"{Number(known, "0.00")}×" : None;

    public static string Count(long number, string one) =>
        $"{number.ToString("N0", CultureInfo.InvariantCulture)} {one}{(number is 1 ? "" : "s")}";

    public static string After(TimeSpan time) =>
        time.TotalSeconds < 0 ? $"{time.TotalSeconds:0} s" : time.AsLimit;

    private static string Number(double value, string format) =>
        value.ToString(Math.Abs(value) < 1e7 ? format : "0.0E0", CultureInfo.InvariantCulture);
}
